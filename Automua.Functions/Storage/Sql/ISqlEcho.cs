namespace Automua.Functions.Storage.Sql;

/// <summary>Where statements are shown when <c>db_echo</c> is on: the statement, never its values.</summary>
internal interface ISqlEcho
{
    /// <summary>Shows a statement that is about to run.</summary>
    void Show(string sql);
}
