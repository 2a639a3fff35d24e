using System.Collections.Frozen;
using System.Runtime.CompilerServices;
using Automua.Functions.Http;
using Microsoft.AspNetCore.Http;

namespace Automua.Functions.Hosting.Isolated;

/// <summary>What the worker's functions return: the same endpoints behind the same rules as in the other host.</summary>
public sealed class FunctionAnswers
{
    private readonly FrozenDictionary<string, FunctionAnswer> _answers;

    internal FunctionAnswers(IServiceProvider services)
    {
        RequestPipeline pipeline = services.GetRequiredService<RequestPipeline>();
        _answers = FunctionMap.Functions(services)
            .ToFrozenDictionary(function => function.Key, function => new FunctionAnswer(pipeline, function.Value));
    }

    /// <summary>The answer of a function.</summary>
    /// <param name="function">Its name: that of the method which asks.</param>
    public IResult Answer([CallerMemberName] string function = "") => _answers[function];
}
