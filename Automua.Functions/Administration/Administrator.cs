namespace Automua.Functions.Administration;

/// <summary>Who administers.</summary>
/// <param name="Name">What the audit log says of them: never what a person is called, nor an address.</param>
internal sealed record Administrator(string Name)
{
    /// <summary>Somebody who knows the administration key.</summary>
    public static Administrator WithKey { get; } = new("key");
}
