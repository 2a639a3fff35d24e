namespace Automua.Functions.Tests.WebServers;

/// <summary>The contract, kept by contrib/nginx.conf.</summary>
public sealed class NginxTests(NginxFixture fixture) : WebServerContract(fixture), IClassFixture<NginxFixture>;
