using Automua.Functions.Tests.Running;

namespace Automua.Functions.Tests.Http;

public sealed class AutoconfigTests(SampleProgram sample) : IClassFixture<SampleProgram>
{
    [Fact]
    public async Task AC_02_media_type_is_text_xml_in_lower_case()
    {
        using HttpResponseMessage response = await sample.Program.Client.GetAsync("mail/config-v1.1.xml?emailaddress=user@example.com");
        Assert.Equal(["text/xml; charset=utf-8"], response.Content.Headers.GetValues("Content-Type"));
    }
}
