using Automua.Functions.Tests.Http;

namespace Automua.Functions.Tests.Directories;

/// <summary>What becomes of what a directory holds.</summary>
public sealed class DirectoryEntryTests(PopulatedDirectory directory) : IClassFixture<PopulatedDirectory>
{
    [Theory]
    [InlineData("johndoe@example.com", "jdoe", "John Doe")]
    [InlineData("JohnDoe@EXAMPLE.com", "jdoe", "John Doe")]
    [InlineData("mixed.case@example.com", "mixed", "Mixed Case")]
    [InlineData("one@example.com", "one.and.other", "One Other")]
    [InlineData("other@example.com", "one.and.other", "One Other")]
    public async Task A_match_tells_both_names(string address, string login, string name) =>
        Assert.Equal(new Told(login, name), await directory.Program.TellAsync(address));

    [Theory]
    [InlineData("nobody@example.com")]
    [InlineData("johndoe+tag@example.com")]
    [InlineData("johndo@example.com")]
    [InlineData("nothing@example.com")]
    [InlineData($"closed@{PopulatedDirectory.PublicDomain}")]
    public async Task Where_nothing_is_found_the_template_stands(string address) =>
        Assert.Equal(Told.ByTemplate(address), await directory.Program.TellAsync(address));

    [Fact]
    public async Task Of_two_matches_the_first_counts_and_the_log_says_so()
    {
        Assert.Equal(new Told("the first", "First"), await directory.Program.TellAsync("both@example.com"));
        await directory.Program.WaitForLogAsync("several entries");
    }

    [Fact]
    public async Task A_login_name_that_is_missing_is_the_templates() =>
        Assert.Equal(new Told("nologin@example.com", "Without Login"), await directory.Program.TellAsync("nologin@example.com"));

    [Fact]
    public async Task A_full_name_that_is_missing_is_the_address() =>
        Assert.Equal(new Told("without name", "noname@example.com"), await directory.Program.TellAsync("noname@example.com"));

    [Fact]
    public async Task A_directory_that_is_asked_for_the_login_name_tells_no_other() =>
        Assert.Equal(
            new Told("just.login", $"login@{PopulatedDirectory.LoginDomain}"),
            await directory.Program.TellAsync($"login@{PopulatedDirectory.LoginDomain}"));

    [Fact]
    public async Task Names_in_any_script_are_told_as_they_are() =>
        Assert.Equal(new Told("jörg.用户.😀", "Jörg Ä 用户 😀"), await directory.Program.TellAsync("utf8@example.com"));

    [Fact]
    public async Task What_looks_like_markup_or_a_placeholder_is_text()
    {
        const string Login = "<b>&amp;\"'%EMAILADDRESS%";
        const string Address = "markup@example.com";
        Assert.Equal(new Told(Login, "]]><Name>&"), await directory.Program.TellAsync(Address));
        Reply profile = await directory.Program.GetAsync(DirectoryAnswers.Of("/mobileconfig", Address));
        Assert.Equal(Login, Profile.TextOf(profile, "IncomingMailServerUsername"));
        Reply settings = await directory.Program.GetAsync(DirectoryAnswers.Of("/settings", Address));
        Assert.Equal(Login, settings.Json.GetProperty("incoming")[0].GetProperty("user_name").GetString());
    }

    [Fact]
    public async Task The_first_of_several_values_counts() =>
        Assert.Equal(new Told("many first", "First Name"), await directory.Program.TellAsync("many@example.com"));

    [Fact]
    public async Task Octets_that_are_text_are_a_login_name() =>
        Assert.Equal(new Told("löṅgïn", "Text"), await directory.Program.TellAsync($"text@{PopulatedDirectory.OctetDomain}"));

    [Theory]
    [InlineData($"octets@{PopulatedDirectory.OctetDomain}", "Octets", "is no UTF-8")]
    [InlineData($"mixed@{PopulatedDirectory.OctetDomain}", "Mixed", "is no UTF-8")]
    [InlineData("control@example.com", "control@example.com", "control character")]
    [InlineData("long@example.com", "Long", "is longer than")]
    public async Task A_value_that_is_no_login_name_is_passed_over_and_the_log_says_why(string address, string name, string reason)
    {
        Assert.Equal(new Told(address, name), await directory.Program.TellAsync(address));
        await directory.Program.WaitForLogAsync(reason);
    }

    [Theory]
    [InlineData($"here@{PopulatedDirectory.CombinedDomain}", "by.mail", "Here")]
    [InlineData($"proxy@{PopulatedDirectory.CombinedDomain}", "by.proxy", "Proxy")]
    [InlineData($"part@{PopulatedDirectory.CombinedDomain}", "by.part", $"Part part@{PopulatedDirectory.CombinedDomain} Part")]
    public async Task A_filter_may_have_several_parts_and_name_the_address_often(string address, string login, string name) =>
        Assert.Equal(new Told(login, name), await directory.Program.TellAsync(address));

    [Fact]
    public async Task What_a_filter_excludes_is_not_found()
    {
        const string Left = $"left@{PopulatedDirectory.CombinedDomain}";
        Assert.Equal(Told.ByTemplate(Left), await directory.Program.TellAsync(Left));
    }

    [Fact]
    public async Task Without_a_bind_user_a_directory_is_asked_by_nobody_in_particular() =>
        Assert.Equal(
            new Told("open", "Open Book"), await directory.Program.TellAsync($"open@{PopulatedDirectory.PublicDomain}"));
}
