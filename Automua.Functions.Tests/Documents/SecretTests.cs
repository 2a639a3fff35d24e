using Automua.Functions.Tests.Running;

namespace Automua.Functions.Tests.Documents;

/// <summary>Bind passwords and keys: never in an answer, never in a log, however much is logged.</summary>
public sealed class SecretTests
{
    private const string Password = "Correct-Horse-Battery";

    [Theory]
    [InlineData("WARNING", "no")]
    [InlineData("DEBUG", "yes")]
    public async Task A_bind_password_stays_where_it_is(string logLevel, string echo)
    {
        await using AutomuaProgram program = await AutomuaProgram.StartAsync(new()
        {
            ["AUTOMUA_LOGLEVEL"] = logLevel, ["AUTOMUA_DB_ECHO"] = echo,
        });
        using HttpClient administrator = program.NewAdministrator();
        List<string> answers = [];
        foreach (string domain in (string[])["example.com", "example.com", "not a domain"])
        {
            using StringContent seed = new($$"""
                {"version": 2, "provider": "Secret", "domains": [{"name": "{{domain}}", "ldapserver_id": 1}],
                 "ldapservers": [{"id": 1, "name": "127.0.0.1.example", "search_base": "dc=a", "bind_user": "cn=a", "bind_password": "{{Password}}", "typo": "{{Password}}"}],
                 "servers": [{"type": "imap", "name": "imap.example.com"}, {"type": "smtp", "name": "smtp.example.com"}]}
                """);
            using HttpResponseMessage response = await administrator.PostAsync("initdb/", seed);
            answers.Add(await response.Content.ReadAsStringAsync());
        }

        foreach (string faulty in (string[])
            [
                $$"""{"ldapservers": [{"bind_password": 5, "bind_user": "{{Password}}", "port": "{{Password}}", "use_ssl": 9}]}""",
                $$"""{"ldapservers": [{"bind_password": ["{{Password}}"]}]}""",
                $$"""{"ldapservers": [{"bind_password": "env:{{Password}}", "bind_user": "cn=a"}]}""",
                $$"""{"ldapservers": [{"bind_password": "{{Password}}\u0001"}]}""",
                $$"""{"ldapservers": [{"bind_password": "{{Password}}" """,
            ])
        {
            using StringContent content = new(faulty);
            using HttpResponseMessage response = await administrator.PostAsync("initdb/", content);
            Assert.Equal(400, (int)response.StatusCode);
            answers.Add(await response.Content.ReadAsStringAsync());
        }

        foreach (string path in (string[])
            ["", "healthz", "readyz", "mail/config-v1.1.xml?emailaddress=user@example.com", "mobileconfig?emailaddress=user@example.com", "initdb/"])
        {
            using HttpResponseMessage response = await administrator.GetAsync(path);
            answers.Add($"{response.Headers}{await response.Content.ReadAsStringAsync()}");
        }

        using HttpResponseMessage purge = await administrator.DeleteAsync("initdb/");
        answers.Add(await purge.Content.ReadAsStringAsync());
        await program.StopAsync();
        Assert.All(answers, answer => Assert.DoesNotContain(Password, answer, StringComparison.Ordinal));
        string log = program.Log.Output + program.Log.Error;
        Assert.DoesNotContain(Password, log, StringComparison.Ordinal);
        Assert.DoesNotContain(AutomuaProgram.AdminKey, log, StringComparison.Ordinal);
        Assert.Equal(echo == "yes", log.Contains("ldapserver", StringComparison.Ordinal));
    }
}
