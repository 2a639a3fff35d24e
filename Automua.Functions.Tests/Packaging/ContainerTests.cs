using Automua.Functions.Tests.Machines;

namespace Automua.Functions.Tests.Packaging;

/// <summary>The image's program in the image: without a shell, without rights, and with nothing to write to but its volume.</summary>
public sealed class ContainerTests
{
    [Fact]
    public async Task The_service_runs_in_a_read_only_container_and_keeps_its_data_in_the_volume()
    {
        await using Container container = await Container.StartAsync();
        string[] check = ImageFile.CommandLine(ImageFile.Read().Of("HEALTHCHECK"));
        (int exitCode, string output) = await container.RunAsync(check);
        Assert.Equal((0, "http://127.0.0.1:4243/healthz: alive\n"), (exitCode, output));

        (exitCode, output) = await container.AskAsync("--header", $"x-functions-key: {Container.AdminKey}", "http://127.0.0.1:4243/initdb/");
        Assert.True(exitCode == 0, output);
        (exitCode, output) = await container.AskAsync("http://127.0.0.1:4243/mail/config-v1.1.xml?emailaddress=user@example.com");
        Assert.True(exitCode == 0, output);
        Assert.Contains("<domain>example.com</domain>", output, StringComparison.Ordinal);
        Assert.Contains("/var/lib/automua/automua.sqlite", container.Log.Output, StringComparison.Ordinal);
        Assert.True(File.Exists(Path.Combine(container.Volume, "automua.sqlite")));

        // Commands work on the same store, and on nothing that is not there.
        (exitCode, output) = await container.RunAsync("/usr/bin/automua", "export");
        Assert.Equal(0, exitCode);
        Assert.Contains("\"example.com\"", output, StringComparison.Ordinal);
        Assert.Equal("", container.Log.Trouble);
        Assert.Equal(0, await container.StopAsync());
        // Nothing is signalled that is gone.
        Assert.Equal(0, await container.StopAsync());
    }
}
