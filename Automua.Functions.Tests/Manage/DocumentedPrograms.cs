using Automua.Functions.Tests.Administration;
using Automua.Functions.Tests.Checking;
using Automua.Functions.Tests.Dns;
using Automua.Functions.Tests.Running;

namespace Automua.Functions.Tests.Manage;

/// <summary>Programs in every situation of which the API's description speaks.</summary>
public sealed class DocumentedPrograms : IAsyncLifetime
{
    private TokenIssuer? _silent;
    private NameServer? _dns;

    /// <summary>A program with data, whose administrators have tokens or the key.</summary>
    internal ManagedProgram Managed { get; } = new();

    /// <summary>A program whose tokens' issuer does not answer.</summary>
    internal AutomuaProgram WithoutIssuer { get; private set; } = null!;

    /// <summary>A program whose DNS server answers.</summary>
    internal AutomuaProgram WithDns { get; private set; } = null!;

    /// <inheritdoc/>
    public async ValueTask InitializeAsync()
    {
        await Managed.InitializeAsync();
        _silent = await TokenIssuer.StartAsync();
        _silent.IsDown = true;
        WithoutIssuer = await AutomuaProgram.StartAsync(_silent.Settings);
        _dns = await NameServer.StartAsync(("example", ZoneFile.Head));
        WithDns = await AutomuaProgram.StartAsync(new()
        {
            ["AUTOMUA_SERVICE_HOST"] = "automua.example", ["AUTOMUA_CHECK_DNS"] = _dns.EndPoint,
        });
        await WithDns.ImportAsync(ManagedProgram.Document);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await Managed.DisposeAsync();
        await WithoutIssuer.DisposeAsync();
        await WithDns.DisposeAsync();
        await _silent!.DisposeAsync();
        await _dns!.DisposeAsync();
    }
}
