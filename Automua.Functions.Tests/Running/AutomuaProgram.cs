using System.Diagnostics;
using System.Net.Http.Headers;
using Automua.Functions.Tests.Hosting.Emulation;

namespace Automua.Functions.Tests.Running;

/// <summary>
/// The program itself, as an administrator starts it: a process of its own on a free port of the loopback interface, with an
/// environment of its own. PROGRAM_UNDER_TEST names another build of it, such as the native one. With HOST_UNDER_TEST the emulated
/// Functions host starts it, and clients ask that host.
/// </summary>
internal sealed class AutomuaProgram : IAsyncDisposable
{
    /// <summary>The administration key of programs that are started without another.</summary>
    public const string AdminKey = "0123456789abcdef-key";

    private const string PortOfHost = "FUNCTIONS_CUSTOMHANDLER_PORT";
    private const int SigTerm = 15;
    private const int Killed = 128 + 9;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private Process? _started;

    private AutomuaProgram(string directory) => Directory = directory;

    /// <summary>The folder in which the program runs: its working directory, its home, and where its database is.</summary>
    public string Directory { get; }

    /// <summary>The default database's file.</summary>
    public string DatabaseFile => Path.Combine(Directory, "automua.sqlite");

    /// <summary>What the program wrote.</summary>
    public ProgramLog Log { get; } = new();

    /// <summary>The Functions host that started the program; null when it runs alone.</summary>
    public EmulatedHost? Host { get; private set; }

    /// <summary>The process's number.</summary>
    public int Id => Process.Id;

    /// <summary>How much of the program is in memory just now, in octets.</summary>
    public long ResidentMemory
    {
        get
        {
            Process.Refresh();
            return Process.WorkingSet64;
        }
    }

    /// <summary>Where the program listens.</summary>
    public Uri BaseAddress { get; private set; } = new("http://127.0.0.1");

    /// <summary>A client without any credential that follows no redirect.</summary>
    public HttpClient Client { get; private set; } = new();

    private Process Process => Host?.Handler.Process ?? _started!;

    /// <summary>The program's file and the arguments that come before its own.</summary>
    public static (string File, string[] Arguments) Command
    {
        get
        {
            if (Environment.GetEnvironmentVariable("PROGRAM_UNDER_TEST") is { Length: > 0 } program)
                return (program, []);
            return ("dotnet", [Path.Combine(AppContext.BaseDirectory, "automua.dll")]);
        }
    }

    private static (string File, string[] Arguments) IsolatedCommand =>
        ("dotnet", [Path.Combine(AppContext.BaseDirectory, "Automua.WorkerSurface.dll")]);

    /// <summary>Whether it is the published program, and not the build for development.</summary>
    public static bool IsPublished => Command.Arguments.Length == 0;

    /// <summary>The folder where the program's file is, and what was published beside it.</summary>
    public static string Folder => Path.GetDirectoryName(IsPublished ? Path.GetFullPath(Command.File) : Command.Arguments[0])!;

    /// <summary>Starts the program and waits until it listens.</summary>
    /// <param name="environment">Variables beside the few that every program gets; null removes one.</param>
    /// <param name="directory">The folder to run in; a new one when null.</param>
    /// <param name="arguments">The command line.</param>
    public static Task<AutomuaProgram> StartAsync(
        Dictionary<string, string?>? environment = null, string? directory = null, params string[] arguments)
    {
        environment ??= [];
        // A test that gives the program its port, or arguments, is its host itself.
        bool isUnderHost = HostUnderTest.IsThere && arguments.Length == 0 && !environment.ContainsKey(PortOfHost);
        return isUnderHost
            ? StartUnderHostAsync(HostUnderTest.Settings, environment, directory)
            : UntilListeningAsync(Launch(environment, directory, arguments));
    }

    /// <summary>Starts the program under the emulated Functions host and waits until it listens.</summary>
    /// <param name="settings">The host's settings; environment and log are the program's.</param>
    /// <param name="environment">Variables beside the few that every program gets; null removes one.</param>
    /// <param name="directory">The folder to run in, which becomes the app's; a new one when null.</param>
    public static Task<AutomuaProgram> StartUnderHostAsync(
        EmulatedHostSettings settings, Dictionary<string, string?>? environment = null, string? directory = null)
    {
        AutomuaProgram program = new(directory ?? NewDirectory());
        Dictionary<string, string?> variables = Surroundings(WithAdminKey(environment ?? []), program.Directory);
        return UntilListeningAsync(program, async () =>
            program.Host = await PublishedApp.StartAsync(program.Directory, variables, settings with { Log = program.Log }));
    }

    /// <summary>
    /// Starts the program as the Functions host's isolated worker, with what stands here for the worker's packages, and waits
    /// until it listens.
    /// </summary>
    public static Task<AutomuaProgram> StartIsolatedAsync(Dictionary<string, string?> environment) =>
        UntilListeningAsync(LaunchBare(WithAdminKey(environment), directory: null, [], IsolatedCommand));

    /// <summary>Starts that, waits until it has ended, and says how.</summary>
    public static Task<(int ExitCode, string Output, string Error)> RunIsolatedAsync(Dictionary<string, string?> environment) =>
        UntilEndedAsync(LaunchBare(environment, directory: null, [], IsolatedCommand));

    /// <summary>Starts the program, waits until it has ended, and says how.</summary>
    public static Task<(int ExitCode, string Output, string Error)> RunAsync(
        Dictionary<string, string?>? environment = null, string? directory = null, params string[] arguments) =>
        UntilEndedAsync(LaunchBare(environment ?? [], directory, arguments));

    /// <summary>Starts the program as <see cref="StartAsync"/> does alone, and does not wait.</summary>
    public static AutomuaProgram Launch(Dictionary<string, string?> environment, string? directory, params string[] arguments)
    {
        Dictionary<string, string?> variables = WithAdminKey(environment);
        variables.TryAdd("AUTOMUA_LISTEN", "127.0.0.1:0");
        return LaunchBare(variables, directory, arguments);
    }

    /// <summary>A new, empty folder.</summary>
    public static string NewDirectory() => System.IO.Directory.CreateTempSubdirectory("automua-test-").FullName;

    /// <summary>A client that shows the administration key.</summary>
    public HttpClient NewAdministrator(string key = AdminKey)
    {
        HttpClient client = NewClient();
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", key);
        return client;
    }

    /// <summary>Stores the built-in sample data.</summary>
    /// <param name="headers">Headers that the request needs beside the key.</param>
    public async Task StoreSampleDataAsync(params (string Name, string Value)[] headers)
    {
        using HttpClient administrator = NewAdministrator();
        foreach ((string name, string value) in headers)
            administrator.DefaultRequestHeaders.Add(name, value);
        using HttpResponseMessage response = await administrator.GetAsync("initdb/");
        response.EnsureSuccessStatusCode();
    }

    /// <summary>Asks the program to stop, as a service manager does, and says how it ended; the Functions host kills it.</summary>
    public async Task<int> StopAsync()
    {
        if (Host is not null)
        {
            await Host.DisposeAsync();
            return Killed;
        }

        if (!Process.HasExited)
            Signals.Send(Process.Id, SigTerm);
        return await WaitForExitAsync();
    }

    /// <summary>Ends the program at once, as kill -9 does.</summary>
    public async Task KillAsync()
    {
        Process.Kill();
        await WaitForExitAsync();
    }

    /// <summary>Waits until the program has ended.</summary>
    public async Task<int> WaitForExitAsync()
    {
        using CancellationTokenSource timeout = new(Patience);
        await Process.WaitForExitAsync(timeout.Token);
        return Process.ExitCode;
    }

    /// <summary>Waits until something can be seen of the program's work from outside, or until the program has ended.</summary>
    public async Task UntilAsync(Func<bool> isReached)
    {
        using CancellationTokenSource timeout = new(Patience);
        while (!isReached() && !Process.HasExited)
            await Task.Delay(1, timeout.Token);
    }

    /// <summary>Stops the program, removes its folder, and holds its log against XX-01.</summary>
    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        if (Host is not null || _started is { HasExited: false })
            await StopAsync();
        _started?.Dispose();
        if (System.IO.Directory.Exists(Directory))
            System.IO.Directory.Delete(Directory, recursive: true);
        Log.AssertNoAddress();
    }

    private static Dictionary<string, string?> WithAdminKey(Dictionary<string, string?> environment)
    {
        Dictionary<string, string?> variables = new(environment);
        variables.TryAdd("AUTOMUA_ADMIN_KEY", AdminKey);
        return variables;
    }

    private static async Task<AutomuaProgram> UntilListeningAsync(AutomuaProgram program, Func<Task>? start = null)
    {
        try
        {
            if (start is not null)
                await start();
            await program.WaitUntilListeningAsync();
            return program;
        }
        catch
        {
            await program.DisposeAsync();
            throw;
        }
    }

    private static async Task<(int ExitCode, string Output, string Error)> UntilEndedAsync(AutomuaProgram program)
    {
        await using (program)
        {
            int exitCode = await program.WaitForExitAsync();
            return (exitCode, program.Log.Output, program.Log.Error);
        }
    }

    private static AutomuaProgram LaunchBare(
        Dictionary<string, string?> variables, string? directory, string[] arguments, (string File, string[] Arguments)? command = null)
    {
        AutomuaProgram program = new(directory ?? NewDirectory());
        (string file, string[] first) = command ?? Command;
        ProcessStartInfo start = new(file, [.. first, .. arguments])
        {
            WorkingDirectory = program.Directory,
            RedirectStandardError = true,
            RedirectStandardOutput = true,
            UseShellExecute = false,
        };
        foreach ((string name, string? value) in Surroundings(variables, program.Directory))
        {
            if (value is null)
                start.Environment.Remove(name);
            else
                start.Environment[name] = value;
        }

        program._started = new Process { StartInfo = start };
        program._started.OutputDataReceived += (_, line) => program.Log.AddOutput(line.Data);
        program._started.ErrorDataReceived += (_, line) => program.Log.AddError(line.Data);
        program._started.Start();
        program._started.BeginOutputReadLine();
        program._started.BeginErrorReadLine();
        return program;
    }

    // By these a service manager, the Functions host and the machine tell programs of themselves.
    private static readonly string[] Told =
    [
        "NOTIFY_SOCKET", "STATE_DIRECTORY", "CREDENTIALS_DIRECTORY", "FUNCTIONS_CUSTOMHANDLER_PORT", "AZURE_CLIENT_ID",
        "http_proxy", "https_proxy", "all_proxy", "HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY",
    ];

    // What of the environment is different from this process's own.
    private static Dictionary<string, string?> Surroundings(Dictionary<string, string?> variables, string directory)
    {
        Dictionary<string, string?> surroundings = Environment.GetEnvironmentVariables().Keys.Cast<string>()
            .Where(name => name.StartsWith("AUTOMUA_", StringComparison.Ordinal) || Told.Contains(name)).ToDictionary(name => name, _ => (string?)null);
        surroundings["HOME"] = directory;
        surroundings["DOTNET_CLI_HOME"] = directory;
        foreach ((string name, string? value) in variables)
            surroundings[name] = value;
        return surroundings;
    }

    private async Task WaitUntilListeningAsync()
    {
        const string Mark = " listens on ";
        long start = Stopwatch.GetTimestamp();
        while (!Log.Output.Contains(Mark, StringComparison.Ordinal))
        {
            if (Process.HasExited || Stopwatch.GetElapsedTime(start) > Patience)
                throw new InvalidOperationException($"The program does not listen: {Log.Output}{Log.Error}");
            await Task.Delay(20);
        }

        string output = Log.Output;
        string address = output[(output.IndexOf(Mark, StringComparison.Ordinal) + Mark.Length)..].Split('\n', 2)[0];
        BaseAddress = Host?.BaseAddress ?? new Uri(address);
        Client.Dispose();
        Client = NewClient();
    }

    private HttpClient NewClient() => new(new SocketsHttpHandler { AllowAutoRedirect = false }, disposeHandler: true)
    {
        BaseAddress = BaseAddress,
        Timeout = Patience,
    };
}
