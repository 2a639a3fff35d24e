using System.Text.Json.Nodes;
using Automua.Functions.Tests.Http;
using Microsoft.AspNetCore.Http;

namespace Automua.Functions.Tests.Hosting.Emulation;

/// <summary>Which function the host finds for a request, and which it does not take at all.</summary>
public sealed class RoutingTests(SharedHostedApps apps) : IClassFixture<SharedHostedApps>
{
    [Theory]
    [InlineData("/", "/")]
    [InlineData("/?a=1", "/?a=1")]
    [InlineData("/Named", "/Named")]
    [InlineData("/named/", "/named/")]
    [InlineData("/UNROUTED", "/UNROUTED")]
    [InlineData("/Slashes", "/Slashes")]
    [InlineData("/items/1", "/items/1")]
    [InlineData("/ITEMS/A/", "/ITEMS/A/")]
    [InlineData("/echo", "/echo")]
    [InlineData("/echo/", "/echo/")]
    [InlineData("/echo/a/b/c", "/echo/a/b/c")]
    [InlineData("/open/literal", "/open/literal")]
    public async Task Case_and_one_trailing_slash_are_ignored_and_the_handler_sees_them(string target, string seen)
    {
        foreach (HandOver handOver in Enum.GetValues<HandOver>())
        {
            Reply reply = await apps[handOver].GetAsync(target);
            Assert.Equal(200, reply.Status);
            Assert.Equal(seen, reply.Json.GetProperty("target").GetString());
        }
    }

    [Theory]
    [InlineData("GET", "//")]
    [InlineData("GET", "//Named")]
    [InlineData("GET", "/Named//")]
    [InlineData("GET", "/echo//a")]
    [InlineData("GET", "/items")]
    [InlineData("GET", "/items/1/2")]
    [InlineData("GET", "/nothing")]
    [InlineData("POST", "/")]
    [InlineData("HEAD", "/Named")]
    [InlineData("OPTIONS", "/items/1")]
    [InlineData("PATCH", "/echo/a")]
    [InlineData("GET", "/administrator/page")]
    [InlineData("GET", "/Runtime/page")]
    [InlineData("GET", "/host.json")]
    public async Task What_no_function_answers_is_404_without_content(string method, string target)
    {
        foreach (HandOver handOver in Enum.GetValues<HandOver>())
        {
            Reply reply = await apps[handOver].SendAsync(method, target);
            Assert.Equal(404, reply.Status);
            Assert.Empty(reply.Body);
        }
    }

    [Fact]
    public void Functions_are_tried_by_name_and_reserved_routes_are_refused()
    {
        FunctionApp app = apps[HandOver.Proxying].Host.App;
        Assert.Equal(
            ["Beta", "Item", "ItemsOwn", "Named", "Root", "Slashes", "Unrouted", "Zeta", "ZzAll", "ZzClose", "ZzOctets", "ZzPacked", "ZzStatus"],
            app.Functions.Select(function => function.Name));
        Assert.Equal(["adminPage", "RuntimePage"], app.Refused.Keys.Order(StringComparer.OrdinalIgnoreCase));
        Assert.All(app.Refused.Values, reason => Assert.Contains("host's own", reason, StringComparison.Ordinal));
    }

    [Fact]
    public void The_first_by_name_answers_not_the_most_literal()
    {
        using ScriptedApp app = new();
        app.Add("B", "a/literal", "get");
        app.Add("a", "a/{any}", "get");
        FunctionApp read = FunctionApp.Read(app.Folder);
        Assert.Equal(["a", "All", "B"], read.Functions.Select(function => function.Name));
        DefaultHttpContext asked = new() { Request = { Method = "GET", Path = "/a/literal" } };
        Assert.Equal("a", read.Find(asked.Request)?.Name);
    }

    [Theory]
    [InlineData("admin")]
    [InlineData("/Admin/x")]
    [InlineData("administrator")]
    [InlineData("runtime/x")]
    [InlineData("runtimes")]
    public void A_route_of_the_hosts_own_is_refused(string route)
    {
        using ScriptedApp app = new();
        app.Add("Mine", route, "get");
        AssertRefused(app, "Mine");
    }

    [Theory]
    [InlineData("with space")]
    [InlineData("dot.ted")]
    [InlineData("bücher")]
    public void A_name_of_other_characters_is_refused(string name)
    {
        using ScriptedApp app = new();
        app.Add(name, "mine", "get");
        AssertRefused(app, name);
    }

    [Fact]
    public void Other_bindings_than_one_trigger_and_one_answer_are_refused()
    {
        JsonObject trigger = new() { ["type"] = "httpTrigger", ["direction"] = "in", ["name"] = "request", ["route"] = "mine" };
        foreach (JsonObject[] bindings in (JsonObject[][])
            [
                [], [trigger], [ScriptedApp.Answer], [trigger, trigger, ScriptedApp.Answer], [trigger, ScriptedApp.Answer, ScriptedApp.Answer],
                [new JsonObject { ["type"] = "httpTrigger", ["direction"] = "out", ["name"] = "request" }, ScriptedApp.Answer],
            ])
        {
            using ScriptedApp app = new();
            app.Add("Mine", [.. bindings.Select(binding => binding.DeepClone().AsObject())]);
            AssertRefused(app, "Mine");
        }
    }

    [Fact]
    public async Task A_prefix_stands_before_every_route_and_a_key_is_demanded_where_not_anybody_may_call()
    {
        await using HostedApp hosted = await HostedApp.StartAsync(prepare: app =>
        {
            app.WriteHost(prefix: "api");
            app.Add(
                "Locked",
                new JsonObject { ["type"] = "httpTrigger", ["direction"] = "in", ["name"] = "request", ["route"] = "locked", ["authLevel"] = "function" },
                ScriptedApp.Answer);
            app.Add("Open", "open", "get");
            Directory.Delete(Path.Combine(app.Folder, "All"), recursive: true);
        });
        Assert.Equal(200, (await hosted.GetAsync("/api/open")).Status);
        Assert.Equal(404, (await hosted.GetAsync("/open")).Status);
        Reply locked = await hosted.GetAsync("/api/locked");
        Assert.Equal(401, locked.Status);
        Assert.Empty(locked.Body);
    }

    private static void AssertRefused(ScriptedApp app, string function)
    {
        FunctionApp read = FunctionApp.Read(app.Folder);
        Assert.Equal([function], read.Refused.Keys);
        Assert.Equal(["All"], read.Functions.Select(other => other.Name));
    }
}
