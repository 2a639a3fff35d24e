using System.Reflection;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Microsoft.Azure.Functions.Worker.Builder;

/// <summary>What the worker does with functions: finds them by their attributes, calls them, and sends what they return.</summary>
internal static class WorkerFunctions
{
    /// <summary>Maps every function of this program.</summary>
    public static void MapWorkerFunctions(this IEndpointRouteBuilder routes)
    {
        foreach (MethodInfo method in typeof(WorkerFunctions).Assembly.GetTypes().SelectMany(type => type.GetMethods()))
        {
            if (method.GetCustomAttribute<FunctionAttribute>() is null)
                continue;
            HttpTriggerAttribute trigger = method.GetParameters().Single().GetCustomAttribute<HttpTriggerAttribute>()!;
            // The prefix, which is empty, and a slash: the worker joins them without a look at the route.
            routes.MapMethods($"/{trigger.Route}", trigger.Methods!, context => CallAsync(method, context));
        }
    }

    private static async Task CallAsync(MethodInfo method, HttpContext context)
    {
        object functions = ActivatorUtilities.CreateInstance(context.RequestServices, method.DeclaringType!);
        IResult result = (IResult)method.Invoke(functions, [context.Request])!;
        await result.ExecuteAsync(context);
        // So the worker tells the host of it.
        if (JsonSerializer.Serialize(result, result.GetType()) is not "{}" and var told)
            throw new InvalidOperationException($"A result tells the host of more than its answer: {told}");
    }
}
