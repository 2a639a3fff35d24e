using System.Text.RegularExpressions;
using Automua.Functions.Configuration;
using Automua.Functions.Tests.Configuration;

namespace Automua.Functions.Tests.Samples;

/// <summary>contrib/automua-sample.conf holds every key, and what it says of defaults is so.</summary>
public sealed class SampleConfigurationTests : IDisposable
{
    private readonly OptionsFixture _fixture = new();

    /// <summary>The keys in the file.</summary>
    public static TheoryData<string> Keys => [.. SampleSetting.All().Select(setting => setting.Key)];

    /// <summary>Those of them with a default.</summary>
    public static TheoryData<string> Defaults =>
        [.. SampleSetting.All().Where(setting => !setting.IsExample).Select(setting => setting.Key)];

    /// <inheritdoc/>
    public void Dispose() => _fixture.Dispose();

    [Fact]
    public void Every_key_stands_there_once_and_no_other() =>
        Assert.Equal(OptionsReader.KnownKeys.Order(), SampleSetting.All().Select(setting => setting.Key).Order());

    [Fact]
    public void The_file_as_it_is_leaves_the_defaults()
    {
        AutomuaOptions defaults = _fixture.Read();
        Assert.Equal(defaults, _fixture.ReadText(SampleFile.Read("automua-sample.conf")) with { File = null });
    }

    [Fact]
    public void The_file_with_every_key_set_is_accepted()
    {
        string all = Regex.Replace(SampleFile.Read("automua-sample.conf"), "^#(?=[a-z])", "", RegexOptions.Multiline, TimeSpan.FromSeconds(5));
        AutomuaOptions options = _fixture.ReadText(all);
        Assert.NotNull(options.FrontDoor);
        Assert.NotNull(options.EntraIssuer);
        Assert.Equal(new CertificateFile("/etc/automua/fullchain.pem"), options.SignCertificate);
        Assert.Equal(new SqliteUri("/var/lib/automua/automua.sqlite"), options.DatabaseUri);
    }

    [Theory]
    [MemberData(nameof(Keys))]
    public void A_key_alone_is_accepted_or_told_what_it_needs(string key)
    {
        SampleSetting setting = Assert.Single(SampleSetting.All(), candidate => candidate.Key == key);
        if (Record.Exception(() => Read([setting])) is { } problem)
            Assert.Contains($"{key} is set, but there is no ", Assert.IsType<ConfigurationProblemException>(problem).Message, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Defaults))]
    public void A_value_that_is_no_example_is_the_default(string key)
    {
        SampleSetting setting = Assert.Single(SampleSetting.All(), candidate => candidate.Key == key);
        SampleSetting[] examples = [.. SampleSetting.All().Where(candidate => candidate.IsExample)];
        Assert.Equal(Told(Read(examples)), Told(Read([.. examples, setting])));
    }

    // What the options say, whether a value was set or came by itself.
    private static (AutomuaOptions Options, FrontDoor? FrontDoor, EntraIssuer? Issuer) Told(AutomuaOptions options) =>
        (options with { FrontDoorHostHeader = null, EntraAuthority = null }, options.FrontDoor, options.EntraIssuer);

    private AutomuaOptions Read(IEnumerable<SampleSetting> settings) =>
        _fixture.ReadText($"[automua]\n{string.Join('\n', settings.Select(setting => setting.Line))}\n");
}
