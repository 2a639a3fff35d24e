namespace Microsoft.Azure.Functions.Worker;

/// <summary>Marks the parameter through which a function gets a request.</summary>
/// <param name="authLevel">Which key the caller must show.</param>
/// <param name="methods">The methods that the function answers.</param>
[AttributeUsage(AttributeTargets.Parameter)]
public sealed class HttpTriggerAttribute(AuthorizationLevel authLevel, params string[] methods) : Attribute
{
    /// <summary>The route, without the host's prefix.</summary>
    public string? Route { get; set; }

    /// <summary>The methods that the function answers.</summary>
    public string[]? Methods { get; } = methods;

    /// <summary>Which key the caller must show.</summary>
    public AuthorizationLevel AuthLevel { get; } = authLevel;
}
