namespace Automua.Functions.Checking;

/// <summary>The words for what a check found.</summary>
internal static class CheckWords
{
    /// <summary>The word for how something stands.</summary>
    public static string Of(Standing standing) => standing switch
    {
        Standing.Right => "right",
        Standing.Absent => "not there",
        Standing.Missing => "missing",
        _ => "contradicts",
    };

    /// <summary>The word for how apps fare.</summary>
    public static string Of(ClientState state) => state switch
    {
        ClientState.Works => "works",
        ClientState.WorksPartly => "works partly",
        ClientState.Fails => "fails",
        _ => "not served",
    };
}
