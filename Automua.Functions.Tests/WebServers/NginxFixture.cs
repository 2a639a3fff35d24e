namespace Automua.Functions.Tests.WebServers;

/// <summary>nginx before the program.</summary>
public sealed class NginxFixture : WebServerFixture
{
    internal override WebServer NewServer() => new NginxServer();
}
