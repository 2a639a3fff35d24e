namespace Automua.Functions.Commands;

/// <summary>Shows on a terminal how far an import of files is: one line, which makes room for what is to stay.</summary>
/// <param name="files">How many files there are.</param>
internal sealed class ImportProgress(int files)
{
    private const string ClearLine = "\r\u001b[K";

    private readonly bool _isShown = !Console.IsErrorRedirected;
    private int _begun;

    /// <summary>A file's turn has come.</summary>
    public void Begin(string file)
    {
        _begun++;
        Show($"{_begun} of {files}: reading {file}");
    }

    /// <summary>The file is read, and has so many domains.</summary>
    public void Storing(string file, int domains) => Show($"{_begun} of {files}: {file}: {domains} domains");

    /// <summary>Makes room.</summary>
    public void Clear()
    {
        if (_isShown)
            Console.Error.Write(ClearLine);
    }

    private void Show(string text)
    {
        if (_isShown)
            Console.Error.Write($"{ClearLine}{text[..Math.Min(text.Length, Width)]}");
    }

    // A line that is longer than the terminal would stay in parts.
    private static int Width => Math.Max(Console.WindowWidth - 1, 20);
}
