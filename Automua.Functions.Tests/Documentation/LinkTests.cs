using System.Text.RegularExpressions;
using System.Xml.Linq;
using Automua.Functions.Tests.Running;

namespace Automua.Functions.Tests.Documentation;

/// <summary>What the pages lead to is there: other pages and their chapters, files, pictures.</summary>
public sealed partial class LinkTests
{
    private static readonly string[] Pages = [.. Page.Names, "CHANGELOG.md", "benchmarks/README.md"];

    private static readonly string[] MadeByTheReader = ["contrib/.env", "infra/mine.bicepparam"];

    [Fact]
    public void Every_link_leads_to_a_file_of_the_repository_and_to_a_heading_in_it()
    {
        (string Page, string Link)[] links = [.. Pages.SelectMany(page => Links(page).Select(link => (page, link)))];
        Assert.True(links.Length > 100);
        Assert.All(links, link => Assert.True(Leads(link.Page, link.Link), $"{link.Page}: {link.Link}"));
    }

    [Fact]
    public void Every_file_that_is_named_is_there()
    {
        string[] files = [.. Pages.SelectMany(page => NamedFile().Matches(Read(page))).Select(match => match.Groups["path"].Value).Distinct()];
        Assert.True(files.Length > 20);
        Assert.All(files.Except(MadeByTheReader), file => Assert.True(Path.Exists(Path.Combine(Repository.Root, file)), file));
    }

    [Fact]
    public void The_manuals_contents_lead_to_every_page()
    {
        string[] contents = [.. Links("docs/README.md").Select(link => $"docs/{link}").Append("docs/README.md").Append("README.md")];
        Assert.Empty(Page.Names.Except(contents));
    }

    [Fact]
    public void Every_picture_is_shown_and_says_in_words_what_it_shows()
    {
        string[] shown = [.. Pages.SelectMany(page => Links(page).Select(link => Resolve(page, link))).Where(file => file.EndsWith(".svg", StringComparison.Ordinal))];
        string[] pictures = Directory.GetFiles(Path.Combine(Repository.Root, "docs", "images"));
        Assert.NotEmpty(pictures);
        Assert.Equal(pictures.Order(), shown.Distinct().Order());
        Assert.All(pictures, picture =>
        {
            XElement svg = XDocument.Load(picture).Root!;
            Assert.NotEmpty(svg.Element(svg.Name.Namespace + "title")!.Value);
        });
    }

    private static string Read(string page) => File.ReadAllText(Path.Combine(Repository.Root, page));

    // Blocks of code show what others write, links of theirs included.
    private static IEnumerable<string> Links(string page) =>
        Link().Matches(Code().Replace(Read(page), "")).Select(match => match.Groups["target"].Value)
            .Where(target => !target.Contains("://", StringComparison.Ordinal));

    private static string Resolve(string page, string link) =>
        Path.GetFullPath(Path.Combine(Repository.Root, Path.GetDirectoryName(page)!, link.Split('#')[0]));

    private static bool Leads(string page, string link)
    {
        string[] parts = link.Split('#');
        string target = parts[0].Length == 0 ? Path.Combine(Repository.Root, page) : Resolve(page, link);
        return Path.Exists(target) && (parts.Length == 1 || Headings(File.ReadAllText(target)).Contains(parts[1], StringComparer.Ordinal));
    }

    // As GitHub makes them of headings: small letters, hyphens for spaces, no other punctuation.
    private static IEnumerable<string> Headings(string text) =>
        Heading().Matches(Code().Replace(text, "")).Select(match => string.Concat(
            match.Groups["text"].Value.ToLowerInvariant()
                .Where(character => char.IsLetterOrDigit(character) || character is ' ' or '-' or '_')
                .Select(character => character == ' ' ? '-' : character)));

    [GeneratedRegex(@"\]\((?<target>[^)\s]+)\)", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 5000)]
    private static partial Regex Link();

    [GeneratedRegex("^ *```.*?^ *```$", RegexOptions.Singleline | RegexOptions.Multiline | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 5000)]
    private static partial Regex Code();

    [GeneratedRegex("^#+ (?<text>.+)$", RegexOptions.Multiline | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 5000)]
    private static partial Regex Heading();

    [GeneratedRegex(@"(?<![\w/-])(?<path>(?:contrib|infra|docs|benchmarks)/[\w./-]*[\w/])", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 5000)]
    private static partial Regex NamedFile();
}
