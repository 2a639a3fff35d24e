using Automua.Functions.Tests.Hosting.Emulation;

namespace Automua.Functions.Tests.Http;

[UnderTheHost]
public sealed class AutoconfigQueryTests(SeededProgram seeded) : IClassFixture<SeededProgram>
{
    [Theory]
    [InlineData("autoconfig.example.com")]
    [InlineData("example.com")]
    public async Task AC_13_works_without_any_query(string host)
    {
        foreach (string path in AutoconfigRoutes.WithQuery)
        {
            Reply reply = await seeded.Program.GetAsync(path, host);
            Assert.Equal(200, reply.Status);
            Assert.Equal("example.com", reply.Xml.Element("emailProvider")?.Attribute("id")?.Value);
        }
    }

    [Theory]
    [InlineData("emailaddress=user@my-tenant.example")]
    [InlineData("EmailAddress=user@my-tenant.example")]
    [InlineData("EMAILADDRESS=user@my-tenant.example")]
    [InlineData("emailAddress=User@My-Tenant.Example")]
    [InlineData("emailaddress=user%40my-tenant.example")]
    [InlineData("email%61ddress=user@my-tenant.example")]
    [InlineData("emailaddress=user@my-tenant.example.")]
    [InlineData("emailaddress=first+tag@my-tenant.example")]
    [InlineData("emailaddress=first%2Btag@my-tenant.example")]
    [InlineData("emailaddress=first%20tag@my-tenant.example")]
    [InlineData("emailaddress=first%2Elast%40my-tenant%2Eexample")]
    [InlineData("emailaddress=user%40my%2Dtenant%2Eexample")]
    [InlineData("emailaddress=%20user@my-tenant.example%20")]
    [InlineData("emailaddress=user@my-tenant.example&emailmd5=b58996c504c5638798eb6b511e6f49af")]
    [InlineData("emailmd5=b58996c504c5638798eb6b511e6f49af&emailaddress=EVOLUTIONUSER%40my-tenant.example")]
    [InlineData("a=1&a=2&&=&x&emailaddress=user@my-tenant.example&emailaddress2=nonsense")]
    [InlineData("emailaddress=%22quoted%20part%22@my-tenant.example")]
    [InlineData("emailaddress=j%C3%BCrgen@my-tenant.example")]
    public async Task AC_13_every_spelling_of_an_address_gives_the_same_bytes(string query)
    {
        byte[] plain = (await seeded.Program.GetAsync($"/v1.1/{SeededProgram.Tenant}")).Body;
        foreach (string path in AutoconfigRoutes.WithQuery)
        {
            Reply reply = await seeded.Program.GetAsync($"{path}?{query}");
            Assert.Equal(200, reply.Status);
            Assert.Equal(plain, reply.Body);
        }
    }

    [Theory]
    [InlineData("first+tag@example.com", "first+tag@example.com")]
    [InlineData("first%2Btag@example.com", "first+tag@example.com")]
    [InlineData("first%20tag@example.com", "first+tag@example.com")]
    [InlineData("first%2Elast@example.com", "first.last@example.com")]
    [InlineData("first%252Elast@example.com", "first%2Elast@example.com")]
    [InlineData("First.Last@EXAMPLE.com", "First.Last@example.com")]
    [InlineData("%22a%20b%22@example.com", "\"a b\"@example.com")]
    [InlineData("j%C3%BCrgen@example.com", "jürgen@example.com")]
    public async Task AC_13_plus_is_a_plus_and_escapes_are_decoded_once(string written, string meant)
    {
        Reply reply = await seeded.Program.GetAsync($"/autodiscover/autodiscover.xml?emailaddress={written}");
        Assert.Equal(200, reply.Status);
        Assert.Equal(meant, AutodiscoverBody.Named(reply.Xml, "AutoDiscoverSMTPAddress").First());
        Assert.All(AutodiscoverBody.Named(reply.Xml, "LoginName"), login => Assert.Equal(meant, login));
    }

    [Theory]
    [InlineData("")]
    [InlineData("%20")]
    [InlineData("zq7mark")]
    [InlineData("zq7mark@")]
    [InlineData("@example.com")]
    [InlineData("zq7mark@@example.com")]
    [InlineData("zq7mark@other@example.com")]
    [InlineData(".zq7mark@example.com")]
    [InlineData("zq7mark.@example.com")]
    [InlineData("zq7..mark@example.com")]
    [InlineData("zq7mark@example..com")]
    [InlineData("zq7mark@.example.com")]
    [InlineData("zq7mark@-example.com")]
    [InlineData("zq7mark@exa_mple.com")]
    [InlineData("zq7mark@exa%20mple.com")]
    [InlineData("zq7mark@example%252Ecom")]
    [InlineData("zq7mark@127.0.0.1")]
    [InlineData("zq7mark@%5B127.0.0.1%5D")]
    [InlineData("zq7mark@xn--zz--.example")]
    [InlineData("zq7mark@example.com%00")]
    [InlineData("zq7%00mark@example.com")]
    [InlineData("zq7mark%0D%0AX-Injected:%20yes@example.com")]
    [InlineData("%22zq7mark@example.com")]
    [InlineData("zq7(mark)@example.com")]
    [InlineData("%3Cscript%3Ezq7mark%3C/script%3E@example.com")]
    [InlineData("zq7mark-aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa@example.com")]
    [InlineData("zq7mark@aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa.example")]
    [InlineData("zq7mark%E2%80%AE@example.com")]
    public async Task Malformed_address_is_400_and_is_not_repeated(string written)
    {
        foreach (string path in (string[])[.. AutoconfigRoutes.WithQuery, "/autodiscover/autodiscover.xml", "/autodiscover.xml", "/mobileconfig", "/email.mobileconfig", PaccTests.Path])
        {
            Reply reply = await seeded.Program.GetAsync($"{path}?emailaddress={written}");
            reply.AssertProblem(400);
            Assert.DoesNotContain("zq7", reply.Text, StringComparison.OrdinalIgnoreCase);
            Assert.DoesNotContain("example", reply.Text, StringComparison.OrdinalIgnoreCase);
            Assert.Null(reply["X-Injected"]);
        }
    }

    [Theory]
    [InlineData("/v1.1/exa_mple.com")]
    [InlineData("/v1.1/-example.com")]
    [InlineData("/v1.1/127.0.0.1")]
    [InlineData("/v1.1/example..com")]
    [InlineData("/v1.1/%20")]
    [InlineData("/v1.1/user@example.com")]
    [InlineData("/v1.1/%3Cscript%3E")]
    public async Task Malformed_domain_in_the_path_is_400_and_is_not_repeated(string target)
    {
        Reply reply = await seeded.Program.GetAsync(target);
        reply.AssertProblem(400);
        Assert.DoesNotContain(target["/v1.1/".Length..], reply.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("<script>", reply.Text, StringComparison.Ordinal);
    }
}
