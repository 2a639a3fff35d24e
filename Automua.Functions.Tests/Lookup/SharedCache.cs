using Automua.Functions.Tests.Http;
using Automua.Functions.Tests.Running;

namespace Automua.Functions.Tests.Lookup;

/// <summary>A cache before the program, as careless as RFC 9111 allows: it keeps whatever is public, for ever.</summary>
internal sealed class SharedCache
{
    private readonly Dictionary<(string? Host, string Target), Reply> _kept = [];
    private readonly HashSet<string> _validators = [];

    /// <summary>Answers from what is kept, or asks the program.</summary>
    public async Task<Reply> AskAsync(AutomuaProgram program, TenantRequest request)
    {
        (string?, string) key = (request.Host, request.KeyHoldsQuery ? request.Target : request.Path);
        if (_kept.TryGetValue(key, out Reply? kept))
            return kept;
        (string, string)[] headers = request.IsConditional && _validators.Count > 0
            ? [("If-None-Match", string.Join(", ", _validators))]
            : [];
        Reply reply = await program.GetAsync(request.Target, request.Host, headers);
        if (reply["ETag"] is { } validator)
        {
            // The program may send the validator in place of the document only to who was sent this very document.
            Assert.True(reply.Status != 304 || _validators.Contains(validator), $"{request}: {validator}");
            _validators.Add(validator);
        }

        if (reply.Status == 200 && reply["Cache-Control"]!.StartsWith("public", StringComparison.Ordinal))
            _kept[key] = reply;
        return reply;
    }
}
