using Automua.Functions.Configuration;

namespace Automua.Functions.Signing;

/// <summary>
/// A signing certificate in files. When they change, the next profile is signed with what they hold then; what cannot be used,
/// such as a key that is there before its certificate, changes nothing.
/// </summary>
internal sealed class FileCertificateSource : ISigningCertificateSource
{
    private static readonly TimeSpan LookInterval = TimeSpan.FromSeconds(2);

    private readonly Lock _gate = new();
    private readonly CertificateFiles _files;
    private readonly SigningLog _log;
    private readonly TimeProvider _time;
    private SigningCertificate _current;
    private long _looked;
    private string? _trouble;

    /// <summary>Reads the files a first time.</summary>
    /// <exception cref="ConfigurationProblemException">The files cannot be read, or hold nothing to sign with.</exception>
    public FileCertificateSource(CertificateFiles files, SigningLog log, TimeProvider time)
    {
        _files = files;
        _log = log;
        _time = time;
        _current = files.ReadChange()!;
        _looked = time.GetTimestamp();
        log.Loaded(_current.NotAfter);
    }

    /// <inheritdoc/>
    public SigningCertificate Known
    {
        get
        {
            lock (_gate)
            {
                if (_time.GetElapsedTime(_looked) >= LookInterval)
                {
                    Look();
                    _looked = _time.GetTimestamp();
                }

                return _current;
            }
        }
    }

    /// <inheritdoc/>
    public ValueTask<SigningCertificate> GetAsync(CancellationToken cancellation) => ValueTask.FromResult(Known);

    private void Look()
    {
        try
        {
            if (_files.ReadChange() is { } changed)
            {
                _current = changed;
                _log.Loaded(changed.NotAfter);
            }

            _trouble = null;
        }
        catch (ConfigurationProblemException problem)
        {
            if (problem.Message != _trouble)
                _log.Kept(problem.Message);
            _trouble = problem.Message;
        }
    }
}
