namespace Automua.Functions.Tests.WebServers;

public sealed class ApacheFixture : WebServerFixture
{
    private protected override WebServer NewServer() => new ApacheServer();
}
