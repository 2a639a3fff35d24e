namespace Automua.Functions.Http;

/// <summary>A function of the app and what answers it.</summary>
/// <param name="Name">The function's name: the name of the folder that holds its <c>function.json</c>.</param>
/// <param name="Endpoint">What answers it.</param>
/// <param name="IsPublic">Whether anybody may ask; else an administrator's credential is needed.</param>
internal sealed record FunctionEndpoint(string Name, IEndpoint Endpoint, bool IsPublic)
{
    /// <summary>Whether pages of other sites may read what is answered (CORS).</summary>
    public bool IsShared { get; init; } = IsPublic;

    /// <summary>Whether it is for those who watch the program itself, past whatever stands before it.</summary>
    public bool IsProbe { get; init; }
}
