using System.Text.Json;
using Automua.Functions.Tests.Documents;
using Automua.Functions.Tests.Running;

namespace Automua.Functions.Tests.Manage;

/// <summary>
/// A program with 40 providers and 250 domains: <c>id-1</c> to <c>id-39</c> have one each, <c>d1.many.example</c> and so on;
/// <c>Many</c>, which has no id, has <c>d0</c>, the rest up to <c>d248</c>, and <c>*.many.example</c>.
/// </summary>
public sealed class ManyProviders : IAsyncLifetime
{
    private const int Identified = 39;

    internal AutomuaProgram Program { get; private set; } = null!;

    /// <inheritdoc/>
    public async ValueTask InitializeAsync()
    {
        Program = await AutomuaProgram.StartAsync();
        string[] names = Imports.Names(249);
        object[] servers = [new { type = "imap", name = "imap.many.example" }, new { type = "smtp", name = "smtp.many.example" }];
        object[] providers =
        [
            .. Enumerable.Range(1, Identified).Select(i => new { id = $"id-{i}", provider = $"Provider {i}", servers, domains = names[i..(i + 1)] }),
            new { provider = "Many", servers, domains = (string[])[names[0], .. names[(Identified + 1)..], "*.many.example"] },
        ];
        await Program.ImportAsync(JsonSerializer.Serialize(new { version = 3, providers }));
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => Program.DisposeAsync();
}
