using System.Collections.Immutable;

namespace Automua.Functions.Storage.Sql;

/// <summary>Collects what could be read.</summary>
internal static class ImmutableArrayBuilderExtensions
{
    /// <summary>Adds a value, unless reading it came to nothing.</summary>
    public static void AddIfRead<T>(this ImmutableArray<T>.Builder builder, T? value)
        where T : class
    {
        if (value is not null)
            builder.Add(value);
    }
}
