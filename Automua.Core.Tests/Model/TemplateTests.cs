using Automua.Core.Model;
using FsCheck.Xunit;

namespace Automua.Core.Tests.Model;

public sealed class TemplateTests
{
    private static readonly TemplateValues Values = new("ada@example.com", "ada", "example.com", "Ada Lovelace");

    [Theory]
    [InlineData("%EMAILADDRESS%", "ada@example.com")]
    [InlineData("%EMAILLOCALPART%", "ada")]
    [InlineData("%EMAILDOMAIN%", "example.com")]
    [InlineData("%REALNAME%", "Ada Lovelace")]
    [InlineData("  %EMAILLOCALPART% ", "ada")]
    [InlineData("%EMAILLOCALPART%%EMAILDOMAIN%", "adaexample.com")]
    [InlineData("a%EMAILLOCALPART%b%EMAILDOMAIN%c", "aadabexample.comc")]
    [InlineData("literal", "literal")]
    [InlineData("100%", "100%")]
    [InlineData("%", "%")]
    [InlineData("%%", "%%")]
    [InlineData("100%%EMAILLOCALPART%", "100%ada")]
    [InlineData("%EMAILLOCALPART%%", "ada%")]
    [InlineData("%EMAILDOMAIN%EMAILDOMAIN%", "example.comEMAILDOMAIN%")]
    [InlineData("https://example.com/caf%C3%A9/%20/%EMAILLOCALPART%", "https://example.com/caf%C3%A9/%20/ada")]
    [InlineData("%AB%CD%EF", "%AB%CD%EF")]
    public void A_template_is_expanded(string text, string expected) => Assert.Equal(expected, Template.Parse(text).Expand(Values));

    [Fact]
    public void What_a_value_brings_in_is_not_expanded_again()
    {
        TemplateValues hostile = new("%EMAILDOMAIN%", "%EMAILADDRESS%", "%REALNAME%", "%EMAILLOCALPART%");
        Assert.Equal(
            "%EMAILDOMAIN%|%EMAILADDRESS%|%REALNAME%|%EMAILLOCALPART%",
            Template.Parse("%EMAILADDRESS%|%EMAILLOCALPART%|%EMAILDOMAIN%|%REALNAME%").Expand(hostile));
    }

    [Fact]
    public void Values_that_meet_make_no_placeholder() =>
        Assert.Equal("%EMAILDOMAIN%", Template.Parse("%EMAILLOCALPART%%REALNAME%").Expand(new("", "%EMAIL", "example.com", "DOMAIN%")));

    [Theory]
    [InlineData("%EMAIL%", "%EMAIL%")]
    [InlineData("%DOMAIN%/x", "%DOMAIN%")]
    [InlineData("a%EMAILADDRESS%b%USER%", "%USER%")]
    public void An_unknown_placeholder_is_refused_with_the_known_ones(string text, string unknown)
    {
        Assert.False(Template.TryParse(text, out Template? template, out string? error));
        Assert.Null(template);
        foreach (string word in (string[])[unknown, "%EMAILADDRESS%", "%EMAILLOCALPART%", "%EMAILDOMAIN%", "%REALNAME%"])
            Assert.Contains(word, error, StringComparison.Ordinal);
        Assert.Throws<FormatException>(() => Template.Parse(text));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData(" \t")]
    [InlineData("a\0b")]
    [InlineData("a\nb")]
    public void What_is_no_text_is_refused(string? text)
    {
        Assert.False(Template.TryParse(text, out _, out string? error));
        Assert.NotEqual("", error);
    }

    [Fact]
    public void Half_of_a_surrogate_pair_is_refused() => Assert.False(Template.TryParse("a\ud800b", out _, out _));

    [Theory]
    [InlineData("literal%20", true, false)]
    [InlineData("%EMAILDOMAIN%", false, false)]
    [InlineData("a.%EMAILDOMAIN%", false, false)]
    [InlineData("%EMAILADDRESS%", false, true)]
    [InlineData("%EMAILLOCALPART%.%EMAILDOMAIN%", false, true)]
    [InlineData("%REALNAME%", false, true)]
    public void A_template_knows_what_it_needs(string text, bool literal, bool mailbox)
    {
        Template template = Template.Parse(text);
        Assert.Equal((literal, mailbox), (template.IsLiteral, template.NeedsMailbox));
    }

    [Fact]
    public void A_template_is_its_text()
    {
        Template one = Template.Parse(" a%EMAILDOMAIN%");
        Template other = Template.Parse("a%EMAILDOMAIN% ");
        Assert.Equal("a%EMAILDOMAIN%", one.Text);
        Assert.Equal(one.Text, one.ToString());
        Assert.True(one.Equals(other) && one.Equals((object)other) && one.GetHashCode() == other.GetHashCode());
        Assert.False(one.Equals(Template.Parse("b")) || one.Equals(null) || one.Equals((object)"a%EMAILDOMAIN%"));
        Assert.Equal(Template.WholeAddress, Template.Parse("%EMAILADDRESS%"));
    }

    [Property(MaxTest = 500)]
    public void Expanding_never_throws_and_keeps_what_is_literal(string? text, string address, string localPart, string domain, string realName)
    {
        string literal = (text ?? "").Replace("%", "", StringComparison.Ordinal);
        if (!Template.TryParse($"<{literal}|%REALNAME%|{literal}>", out Template? template, out _))
            return;
        Assert.Equal($"<{literal}|{realName}|{literal}>", template.Expand(new(address, localPart, domain, realName)));
    }

    [Property(MaxTest = 500)]
    public void Taking_apart_never_throws(string? text)
    {
        bool read = Template.TryParse(text, out Template? template, out string? error);
        Assert.Equal(read, error is null);
        Assert.Equal(read ? text!.Trim() : null, template?.Text);
    }

    [Fact]
    public void Values_for_any_mailbox_are_placeholders_but_for_the_domain() => Assert.Equal(
        new TemplateValues("%EMAILADDRESS%", "%EMAILLOCALPART%", "example.com", "%EMAILADDRESS%"),
        TemplateValues.ForAnyMailbox(DomainName.Parse("example.com")));

    [Fact]
    public void Values_of_a_mailbox_take_the_address_for_a_name_that_is_not_known()
    {
        EmailAddress address = EmailAddress.Parse("ada@other.example");
        DomainName domain = DomainName.Parse("example.com");
        Assert.Equal(
            new TemplateValues("ada@other.example", "ada", "example.com", "ada@other.example"),
            TemplateValues.ForMailbox(address, domain, null));
        Assert.Equal("Ada", TemplateValues.ForMailbox(address, domain, "Ada").RealName);
    }
}
