using System.Text.RegularExpressions;
using Automua.Functions.Hosting;
using Automua.Functions.Tests.Running;
using Automua.Functions.Tests.Samples;

namespace Automua.Functions.Tests.Packaging;

/// <summary>contrib/Dockerfile: what it builds from, and what the image says of itself.</summary>
public sealed partial class ImageFileTests
{
    private static readonly ImageFile File = ImageFile.Read();

    [Fact]
    public void Images_it_builds_from_are_of_one_version_of_NET_and_of_one_system()
    {
        string[] bases = [.. File.Instructions.Where(instruction => instruction.Name == "FROM").Select(instruction => instruction.Value)];
        Assert.Equal(2, bases.Length);
        Assert.All(bases, image => Assert.Matches(@"^mcr\.microsoft\.com/dotnet/[a-z-]+:10\.0-noble-[a-z]+( AS [a-z]+)?$", image));
        Assert.EndsWith("-chiseled", bases[^1], StringComparison.Ordinal);
    }

    [Fact]
    public void The_program_runs_as_a_user_without_rights_and_no_shell_reads_its_command()
    {
        string[] order = [.. File.Image.Select(instruction => instruction.Name)];
        Assert.True(Array.IndexOf(order, "USER") < Array.IndexOf(order, "ENTRYPOINT"));
        Assert.Matches("^[1-9][0-9]*:[1-9][0-9]*$", File.Of("USER"));
        Assert.DoesNotContain("RUN", order);
        Assert.DoesNotContain("ADD", File.Instructions.Select(instruction => instruction.Name));
        Assert.Equal(["/usr/bin/automua"], ImageFile.CommandLine(File.Of("ENTRYPOINT")));
        Assert.Equal(["/usr/bin/automua", "health"], ImageFile.CommandLine(File.Of("HEALTHCHECK")));
        string volume = Assert.Single(ImageFile.CommandLine(File.Of("VOLUME")));
        Assert.Equal(volume, File.Environment["AUTOMUA_STATE"]);
        Assert.Contains(File.Image, instruction => instruction == ("COPY", $"--from=build --chown={File.Of("USER")} /state/ {volume}/"));
    }

    [Fact]
    public void It_holds_no_secret_and_says_what_it_is()
    {
        Assert.DoesNotContain(File.Instructions, instruction => Secret().IsMatch(instruction.Value));
        Assert.Equal($"VERSION={ProgramVersion.Text}", File.Of("ARG"));
        Assert.Contains("org.opencontainers.image.licenses=\"GPL-3.0-or-later\"", File.Of("LABEL"), StringComparison.Ordinal);
        Assert.EndsWith($":{File.Of("EXPOSE")}", File.Environment["AUTOMUA_LISTEN"], StringComparison.Ordinal);
    }

    [Fact]
    public void What_the_projects_and_the_compiler_read_is_sent_to_the_builder()
    {
        string[] sent =
        [
            .. System.IO.File.ReadAllLines(SampleFile.PathOf("Dockerfile.dockerignore")).Where(line => line.StartsWith('!')).Select(line => line[1..]),
        ];
        Assert.All(sent, path => Assert.True(Path.Exists(Path.Combine(Repository.Root, path)), path));
        Assert.Superset(new HashSet<string>([".editorconfig", "Directory.Build.props", "Directory.Packages.props"]), sent.ToHashSet());
        foreach (string project in (string[])["Automua.Core", "Automua.Functions"])
        {
            Assert.Contains(project, sent);
            string text = System.IO.File.ReadAllText(Path.Combine(Repository.Root, project, $"{project}.csproj"));
            string[] outside = [.. Outside().Matches(text).Select(match => match.Groups["path"].Value.Replace('\\', '/'))];
            Assert.All(outside, path => Assert.Contains(sent, name => path == name || path.StartsWith($"{name}/", StringComparison.Ordinal)));
        }

        foreach ((_, string value) in File.Instructions.Where(instruction => instruction.Name == "COPY" && !instruction.Value.StartsWith("--", StringComparison.Ordinal)))
            Assert.All(value.Split(' ')[..^1], path => Assert.True(Path.Exists(Path.Combine(Repository.Root, path)), path));
    }

    [GeneratedRegex("(?i)(?:password|secret|key|token)=", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 5000)]
    private static partial Regex Secret();

    [GeneratedRegex("""Include="\.\.\\(?<path>[^"]+)""", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 5000)]
    private static partial Regex Outside();
}
