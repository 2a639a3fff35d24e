using System.Globalization;
using Automua.Functions.Http;

namespace Automua.Functions.Administration;

/// <summary>Which part of a list an administrator asks for.</summary>
/// <param name="Limit">The most items to answer with.</param>
/// <param name="Part">What names must hold, whatever its case; null for all.</param>
/// <param name="After">The name after which the answer begins; null for the first.</param>
internal sealed record ListRequest(int Limit, string? Part, string? After)
{
    private const int UsualLimit = 100;
    private const int LargestLimit = 1000;

    /// <summary>Reads the query: <c>limit</c>, <c>query</c>, <c>after</c>.</summary>
    /// <returns>The request, or a sentence that says what is wrong with it.</returns>
    public static (ListRequest? Request, string? Problem) Of(Asked asked)
    {
        int limit = UsualLimit;
        if (asked.Query("limit") is { } text
            && !(int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out limit) && limit is >= 1 and <= LargestLimit))
        {
            return (null, $"The parameter limit must be a number from 1 to {LargestLimit}.");
        }

        return (new ListRequest(limit, asked.FormQuery("query"), asked.FormQuery("after")), null);
    }
}
