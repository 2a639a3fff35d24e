using Automua.Functions.Tests.Administration;
using Automua.Functions.Tests.Running;
using Microsoft.Playwright;

namespace Automua.Functions.Tests.Site;

/// <summary>Signing in with Microsoft Entra on the administrators' page.</summary>
public sealed class ManageEntraTests(Chromium chromium) : IClassFixture<Chromium>, IAsyncLifetime
{
    private const string Button = "Sign in with Microsoft";

    private TokenIssuer _issuer = null!;
    private AutomuaProgram _program = null!;

    public async ValueTask InitializeAsync()
    {
        _issuer = await TokenIssuer.StartAsync();
        _program = await AutomuaProgram.StartAsync(new(_issuer.Settings)
        {
            ["AUTOMUA_ENTRA_CLIENT_ID"] = CodeFlow.Client,
            ["AUTOMUA_PROXY_COUNT"] = "0",
        });
    }

    public async ValueTask DisposeAsync()
    {
        await _program.DisposeAsync();
        await _issuer.DisposeAsync();
    }

    [Theory]
    [MemberData(nameof(BrowserTests.Views), MemberType = typeof(BrowserTests))]
    public async Task A_user_with_the_role_is_let_in_and_comes_back_to_the_view(int width, ColorScheme scheme)
    {
        await using ManageVisit visit = await ManageVisit.OpenAsync(chromium, _program, width, scheme);
        await visit.AssertAccessibleAsync("sign-in-entra");
        await visit.GoAsync("export", "Sign in");
        await visit.PressAsync(Button);
        await visit.ExpectAsync("Export");
        Assert.EndsWith("/manage#/export", visit.Page.Url, StringComparison.Ordinal);
        await visit.Page.ReloadAsync();
        await visit.ExpectAsync("Export");
        visit.AssertQuietAndSecret(Assert.Single(_issuer.SignIn.Tokens));
    }

    [Fact]
    public async Task A_user_without_the_role_is_told_so()
    {
        _issuer.SignIn.Role = "Reader";
        await using ManageVisit visit = await ManageVisit.OpenAsync(chromium, _program);
        await visit.PressAsync(Button);
        await visit.ExpectTextAsync("The token is right, but lacks the role Automua.Admin.");
    }

    [Fact]
    public async Task A_user_who_says_no_is_not_let_in()
    {
        _issuer.SignIn.IsDenied = true;
        await using ManageVisit visit = await ManageVisit.OpenAsync(chromium, _program);
        await visit.PressAsync(Button);
        await visit.ExpectTextAsync("Microsoft did not sign you in: The user said no.");
        Assert.EndsWith("/manage", visit.Page.Url, StringComparison.Ordinal);
        Assert.Empty(_issuer.SignIn.Tokens);
    }

    [Fact]
    public async Task An_answer_to_another_sign_in_is_not_taken()
    {
        _issuer.SignIn.Nonce = "another";
        await using ManageVisit visit = await ManageVisit.OpenAsync(chromium, _program);
        await visit.PressAsync(Button);
        await visit.ExpectTextAsync("The answer to the sign-in is not for this sign-in.");
        await visit.ExpectAsync("Sign in");
    }

    [Fact]
    public async Task A_code_that_this_tab_did_not_ask_for_is_not_taken()
    {
        await using Visit visit = await chromium.OpenAsync(_program, 1280, ColorScheme.Light);
        await visit.Page.GotoAsync("/manage#code=0123456789abcdef&state=forged");
        await Assertions.Expect(visit.Page.GetByRole(AriaRole.Alert)).ToContainTextAsync("The sign-in did not begin in this tab.");
        Assert.EndsWith("/manage", visit.Page.Url, StringComparison.Ordinal);
        visit.AssertQuietConsole();
    }

    [Fact]
    public async Task While_the_tenant_does_not_answer_that_is_told()
    {
        _issuer.IsDown = true;
        await using ManageVisit visit = await ManageVisit.OpenAsync(chromium, _program);
        await visit.PressAsync(Button);
        await visit.ExpectTextAsync("Microsoft did not sign you in: status 500");
    }

    [Fact]
    public async Task A_token_that_has_expired_leads_back_with_the_reason()
    {
        string expired = _issuer.Issue(claims =>
        {
            claims["nbf"] = TokenIssuer.Time(TimeSpan.FromHours(-2));
            claims["exp"] = TokenIssuer.Time(TimeSpan.FromHours(-1));
        });
        await using ManageVisit visit = await ManageVisit.OpenAsync(chromium, _program);
        await visit.PressAsync(Button);
        await visit.ExpectAsync("Overview");
        await visit.Page.EvaluateAsync("token => sessionStorage.setItem('automua-credential', token)", expired);
        await visit.Page.ReloadAsync();
        await visit.ExpectTextAsync("You were signed out. The token has expired.");
        visit.AssertQuietAndSecret(expired);
    }

    [Fact]
    public async Task The_key_and_a_token_of_one_s_own_are_still_taken()
    {
        foreach (string credential in (string[])[AutomuaProgram.AdminKey, _issuer.Issue()])
        {
            await using ManageVisit visit = await ManageVisit.OpenAsync(chromium, _program);
            await visit.Page.GetByText("Sign in with a key or a token").ClickAsync();
            await visit.ShowKeyAsync(credential);
            await visit.ExpectAsync("Overview");
            visit.AssertQuietAndSecret(credential);
        }
    }
}
