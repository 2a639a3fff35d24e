namespace Automua.Functions.Hosting;

/// <summary>What a <c>function.json</c> says of its HTTP trigger.</summary>
/// <param name="Function">The function's name: the name of the file's folder.</param>
/// <param name="Pattern">The route, in the Functions host's form, which is ASP.NET Core's.</param>
/// <param name="Methods">The methods, in capitals.</param>
internal sealed record FunctionRoute(string Function, string Pattern, IReadOnlyList<string> Methods);
