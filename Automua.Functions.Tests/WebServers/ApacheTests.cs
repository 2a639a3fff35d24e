namespace Automua.Functions.Tests.WebServers;

/// <summary>The contract, kept by contrib/apache.conf.</summary>
public sealed class ApacheTests(ApacheFixture fixture) : WebServerContract(fixture), IClassFixture<ApacheFixture>;
