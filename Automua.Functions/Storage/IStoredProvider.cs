namespace Automua.Functions.Storage;

/// <summary>What tells a stored provider from others.</summary>
internal interface IStoredProvider
{
    /// <summary>Its number: an older provider's is lower.</summary>
    long Number { get; }

    /// <summary>The identifier that documents know it by; null when none did.</summary>
    string? Identifier { get; }

    /// <summary>Its name; null when a hand left it out.</summary>
    string? Name { get; }
}
