using Automua.Functions.Tests.Hosting.Emulation;
using Automua.Functions.Tests.Http;
using Automua.Functions.Tests.Running;

namespace Automua.Functions.Tests.Site;

[UnderTheHost]
public sealed class SiteAssetsTests(SampleProgram sample) : IClassFixture<SampleProgram>
{
    [Theory]
    [InlineData("/assets/site.css", "text/css; charset=utf-8")]
    [InlineData("/assets/site.js", "text/javascript; charset=utf-8")]
    [InlineData("/assets/icon.svg", "image/svg+xml")]
    public async Task An_asset_is_kept_by_caches_and_validated(string path, string mediaType)
    {
        Reply reply = await sample.Program.GetAsync(path);
        Assert.Equal(200, reply.Status);
        Assert.Equal(mediaType, reply["Content-Type"]);
        Assert.Equal("public, max-age=300", reply["Cache-Control"]);
        Assert.Equal("nosniff", reply["X-Content-Type-Options"]);
        Assert.NotEmpty(reply.Body);
        Assert.Equal(304, (await sample.Program.GetAsync(path, null, ("If-None-Match", reply["ETag"]!))).Status);
    }

    [Theory]
    [InlineData("/assets/")]
    [InlineData("/assets/nothing.css")]
    [InlineData("/assets/assets/site.css")]
    [InlineData("/assets/..%2Fautomua-v3.schema.json")]
    public async Task Nothing_else_is_an_asset(string path) => (await sample.Program.GetAsync(path)).AssertProblem(404);

    [Fact]
    public async Task No_path_leads_out_of_them() => (await sample.Program.GetAsync("/assets/../Site/function.json")).AssertNoFunction(404);
}
