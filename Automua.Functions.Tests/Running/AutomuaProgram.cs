using System.Diagnostics;
using System.Net.Http.Headers;

namespace Automua.Functions.Tests.Running;

/// <summary>
/// The program itself, as an administrator starts it: a process of its own on a free port of the loopback interface, with an
/// environment of its own. PROGRAM_UNDER_TEST names another build of it, such as the native one.
/// </summary>
internal sealed class AutomuaProgram : IAsyncDisposable
{
    /// <summary>The administration key of programs that are started without another.</summary>
    public const string AdminKey = "0123456789abcdef-key";

    private const int SigTerm = 15;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly Process _process;

    private AutomuaProgram(Process process, string directory)
    {
        _process = process;
        Directory = directory;
    }

    /// <summary>The folder in which the program runs: its working directory, its home, and where its database is.</summary>
    public string Directory { get; }

    /// <summary>The default database's file.</summary>
    public string DatabaseFile => Path.Combine(Directory, "automua.sqlite");

    /// <summary>What the program wrote.</summary>
    public ProgramLog Log { get; } = new();

    /// <summary>The process's number.</summary>
    public int Id => _process.Id;

    /// <summary>How much of the program is in memory just now, in octets.</summary>
    public long ResidentMemory
    {
        get
        {
            _process.Refresh();
            return _process.WorkingSet64;
        }
    }

    /// <summary>Where the program listens.</summary>
    public Uri BaseAddress { get; private set; } = new("http://127.0.0.1");

    /// <summary>A client without any credential that follows no redirect.</summary>
    public HttpClient Client { get; private set; } = new();

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

    /// <summary>Starts the program and waits until it listens.</summary>
    /// <param name="environment">Variables beside the few that every program gets; null removes one.</param>
    /// <param name="directory">The folder to run in; a new one when null.</param>
    /// <param name="arguments">The command line.</param>
    public static Task<AutomuaProgram> StartAsync(
        Dictionary<string, string?>? environment = null, string? directory = null, params string[] arguments) =>
        UntilListeningAsync(Launch(environment ?? [], directory, arguments));

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

    /// <summary>Starts the program as <see cref="StartAsync"/> does and does not wait.</summary>
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
    public async Task StoreSampleDataAsync()
    {
        using HttpClient administrator = NewAdministrator();
        using HttpResponseMessage response = await administrator.GetAsync("initdb/");
        response.EnsureSuccessStatusCode();
    }

    /// <summary>Asks the program to stop, as a service manager does, and says how it ended.</summary>
    public async Task<int> StopAsync()
    {
        if (!_process.HasExited)
            Signals.Send(_process.Id, SigTerm);
        return await WaitForExitAsync();
    }

    /// <summary>Ends the program at once, as kill -9 does.</summary>
    public async Task KillAsync()
    {
        _process.Kill();
        await WaitForExitAsync();
    }

    /// <summary>Waits until the program has ended.</summary>
    public async Task<int> WaitForExitAsync()
    {
        using CancellationTokenSource timeout = new(Patience);
        await _process.WaitForExitAsync(timeout.Token);
        return _process.ExitCode;
    }

    /// <summary>Waits until something can be seen of the program's work from outside, or until the program has ended.</summary>
    public async Task UntilAsync(Func<bool> isReached)
    {
        using CancellationTokenSource timeout = new(Patience);
        while (!isReached() && !_process.HasExited)
            await Task.Delay(1, timeout.Token);
    }

    /// <summary>Stops the program, removes its folder, and holds its log against XX-01.</summary>
    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        if (!_process.HasExited)
            await StopAsync();
        _process.Dispose();
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

    private static async Task<AutomuaProgram> UntilListeningAsync(AutomuaProgram program)
    {
        try
        {
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
        directory ??= NewDirectory();
        (string file, string[] first) = command ?? Command;
        ProcessStartInfo start = new(file, [.. first, .. arguments])
        {
            WorkingDirectory = directory,
            RedirectStandardError = true,
            RedirectStandardOutput = true,
            UseShellExecute = false,
        };
        foreach (string name in start.Environment.Keys.Where(name => name.StartsWith("AUTOMUA_", StringComparison.Ordinal)).ToList())
            start.Environment.Remove(name);
        start.Environment["HOME"] = directory;
        start.Environment["DOTNET_CLI_HOME"] = directory;
        foreach ((string name, string? value) in variables)
        {
            if (value is null)
                start.Environment.Remove(name);
            else
                start.Environment[name] = value;
        }

        AutomuaProgram program = new(new Process { StartInfo = start }, directory);
        program._process.OutputDataReceived += (_, line) => program.Log.AddOutput(line.Data);
        program._process.ErrorDataReceived += (_, line) => program.Log.AddError(line.Data);
        program._process.Start();
        program._process.BeginOutputReadLine();
        program._process.BeginErrorReadLine();
        return program;
    }

    private async Task WaitUntilListeningAsync()
    {
        const string Mark = " listens on ";
        long start = Stopwatch.GetTimestamp();
        while (!Log.Output.Contains(Mark, StringComparison.Ordinal))
        {
            if (_process.HasExited || Stopwatch.GetElapsedTime(start) > Patience)
                throw new InvalidOperationException($"The program does not listen: {Log.Output}{Log.Error}");
            await Task.Delay(20);
        }

        string output = Log.Output;
        string address = output[(output.IndexOf(Mark, StringComparison.Ordinal) + Mark.Length)..].Split('\n', 2)[0];
        BaseAddress = new Uri(address);
        Client.Dispose();
        Client = NewClient();
    }

    private HttpClient NewClient() => new(new SocketsHttpHandler { AllowAutoRedirect = false }, disposeHandler: true)
    {
        BaseAddress = BaseAddress,
        Timeout = Patience,
    };
}
