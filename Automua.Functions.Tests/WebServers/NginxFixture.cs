namespace Automua.Functions.Tests.WebServers;

public sealed class NginxFixture : WebServerFixture
{
    private protected override WebServer NewServer() => new NginxServer();
}
