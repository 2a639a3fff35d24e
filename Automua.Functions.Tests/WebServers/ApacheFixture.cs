namespace Automua.Functions.Tests.WebServers;

/// <summary>Apache before the program.</summary>
public sealed class ApacheFixture : WebServerFixture
{
    internal override WebServer NewServer() => new ApacheServer();
}
