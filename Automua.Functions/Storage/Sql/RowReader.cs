using System.Collections.Immutable;
using System.Data.Common;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using Automua.Core.Directories;
using Automua.Core.Documents;
using Automua.Core.Model;
using Automua.Core.Storage;

namespace Automua.Functions.Storage.Sql;

/// <summary>
/// Makes the model's values from rows, which may have been written by hand: whatever a row holds is either understood or a
/// <see cref="RowFault"/>, never an exception.
/// </summary>
/// <remarks>Databases such as SQLite hold any type in any column, so values are read as what they are and then examined.</remarks>
internal static class RowReader
{
    /// <summary>Reads the columns of <c>provider</c>, beginning at an ordinal: id, name, short_name, automua_details.</summary>
    public static Provider? ReadProvider(DbDataReader row, int first, ref RowFault? fault)
    {
        Row provider = new("provider", row, first);
        string? name = provider.Text(1, "name", ref fault);
        string? shortName = provider.Text(2, "short_name", ref fault);
        if (fault is not null)
            return null;
        Provider named = new(name!, shortName!);
        return provider.OptionalText(3) is { } details ? provider.Detailed(named, details, ref fault) : named;
    }

    /// <summary>Reads the columns of <c>server</c>: id, prio, name, port, type, socket_type, user_name, authentication,
    /// automua_authentication.</summary>
    public static MailServer? ReadMailServer(DbDataReader row, int first, ref RowFault? fault)
    {
        Row server = new("server", row, first);
        int priority = server.Number(1, "prio", int.MinValue, int.MaxValue, ref fault);
        Template? host = server.Value<Template>(2, "name", HostTemplate.TryParse, ref fault);
        int port = server.Number(3, "port", 1, MailServer.LastPort, ref fault);
        MailServerType type = server.Word(4, "type", Vocabularies.MailServerType, ref fault);
        ConnectionSecurity security = server.Word(5, "socket_type", Vocabularies.ConnectionSecurity, ref fault);
        Template? userName = server.Value<Template>(6, "user_name", Template.TryParse, ref fault);
        AuthenticationMethod method = server.Word(7, "authentication", Vocabularies.AuthenticationMethod, ref fault);
        if (fault is not null)
            return null;
        return new MailServer(type, host!, port, security)
        {
            Priority = priority,
            UserName = userName!,
            Authentication = Methods(method, server.OptionalText(8)),
        };
    }

    /// <summary>Reads the columns of <c>davserver</c>: id, url, port, type, use_ssl, domain_required, user_name.</summary>
    public static DavServer? ReadDavServer(DbDataReader row, int first, ref RowFault? fault)
    {
        Row server = new("davserver", row, first);
        bool useTls = server.Flag(4, "use_ssl", ref fault);
        Template? url = server.Value<Template>(1, "url", UrlReader(useTls), ref fault);
        int port = server.Number(2, "port", 0, MailServer.LastPort, ref fault);
        DavServerType type = server.Word(3, "type", Vocabularies.DavServerType, ref fault);
        bool domainRequired = server.Flag(5, "domain_required", ref fault);
        Template? userName = server.IsNull(6)
            ? Template.WholeAddress
            : server.Value<Template>(6, "user_name", Template.TryParse, ref fault);
        if (fault is not null)
            return null;
        return new DavServer(type, url!) { Port = port, DomainRequired = domainRequired, UserName = userName! };
    }

    /// <summary>
    /// Reads the columns of <c>ldapserver</c>: id, name, port, use_ssl, search_base, search_filter, attr_uid, attr_cn,
    /// bind_user, bind_password, automua_allow_plain.
    /// </summary>
    public static DirectoryServer? ReadDirectory(DbDataReader row, int first, ref RowFault? fault)
    {
        Row server = new("ldapserver", row, first);
        string? host = server.Value<string>(1, "name", DirectoryHost.TryParse, ref fault);
        int port = server.Number(2, "port", 1, MailServer.LastPort, ref fault);
        bool useTls = server.Flag(3, "use_ssl", ref fault);
        string? searchBase = server.Text(4, "search_base", ref fault);
        string? filter = server.Filter(5, "search_filter", ref fault);
        string? uid = server.Attribute(6, "attr_uid", ref fault);
        int id = server.Number(0, "id", 0, int.MaxValue, ref fault);
        string? cn = server.IsBlank(7) ? null : server.Attribute(7, "attr_cn", ref fault);
        string? bindUser = server.IsBlank(8) ? null : server.Text(8, "bind_user", ref fault);
        string? password = server.Password(9, "bind_password", bindUser, ref fault);
        bool allowPlain = server.Plain(10, "automua_allow_plain", useTls, ref fault);
        if (fault is not null)
            return null;
        return new DirectoryServer(id, host!, port, useTls, searchBase!, filter!, uid!)
        {
            CnAttribute = cn,
            BindUser = bindUser,
            BindPassword = password,
            AllowPlain = allowPlain,
        };
    }

    // The list that an import wrote, as long as it goes with the one word that the reference system knows, and that an
    // administrator may have changed since.
    private static ImmutableArray<AuthenticationMethod> Methods(AuthenticationMethod method, string? list)
    {
        ImmutableArray<AuthenticationMethod>.Builder methods = ImmutableArray.CreateBuilder<AuthenticationMethod>();
        foreach (string word in list?.Split(' ', StringSplitOptions.RemoveEmptyEntries) ?? [])
        {
            if (Vocabularies.AuthenticationMethod.TryParse(word, out AuthenticationMethod listed, out _))
                methods.Add(listed);
        }

        return methods.Contains(method) ? methods.ToImmutable() : [method];
    }

    // Rows of the reference system may hold a bare host name: then use_ssl says the scheme. Else the scheme says it all.
    private static TextReading<Template> UrlReader(bool useTls) =>
        (string? text, [NotNullWhen(true)] out Template? url, [NotNullWhen(false)] out string? error) =>
            UrlTemplate.TryParse(
                text is null || text.Contains("://", StringComparison.Ordinal) ? text : $"{(useTls ? "https" : "http")}://{text}",
                out url,
                out error);

    private readonly ref struct Row(string table, DbDataReader reader, int first)
    {
        public long Id => reader.Number(first);

        public bool IsNull(int column) => reader.IsDBNull(first + column);

        public string? OptionalText(int column) =>
            IsNull(column) ? null : Convert.ToString(reader.GetValue(first + column), CultureInfo.InvariantCulture);

        public string? Text(int column, string name, ref RowFault? fault)
        {
            string? text = OptionalText(column)?.Trim();
            string? problem = string.IsNullOrEmpty(text) ? "is empty" : PlainText.ProblemOf(text);
            if (problem is null)
                return text;
            Note(name, problem, ref fault);
            return null;
        }

        /// <summary>Whether there is nothing, which says as much as NULL.</summary>
        public bool IsBlank(int column) => string.IsNullOrWhiteSpace(OptionalText(column));

        public string? Filter(int column, string name, ref RowFault? fault)
        {
            string? filter = Text(column, name, ref fault);
            if (filter is not null && !SearchFilter.TryParse(filter, out _, out string? problem))
                Note(name, problem, ref fault);
            return filter;
        }

        public string? Attribute(int column, string name, ref RowFault? fault)
        {
            string? attribute = Text(column, name, ref fault);
            if (attribute is not null && !AttributeDescription.IsValid(attribute))
                Note(name, AttributeDescription.Problem, ref fault);
            return attribute;
        }

        public string? Password(int column, string name, string? user, ref RowFault? fault)
        {
            string? password = OptionalText(column) is { Length: > 0 } text ? text : null;
            if (BindPassword.ProblemOf(password, user) is { } problem)
                Note(name, problem, ref fault);
            return password;
        }

        public bool Plain(int column, string name, bool useTls, ref RowFault? fault)
        {
            bool allowPlain = !IsNull(column) && Flag(column, name, ref fault);
            if (allowPlain && useTls)
                Note(name, DirectoryServer.PlainProblem, ref fault);
            return allowPlain;
        }

        public Provider? Detailed(Provider provider, string details, ref RowFault? fault)
        {
            if (ProviderDetails.TryRead(provider, details, out Provider? detailed, out string? problem))
                return detailed;
            Note("automua_details", problem, ref fault);
            return null;
        }

        public int Number(int column, string name, int least, int most, ref RowFault? fault)
        {
            string? text = OptionalText(column);
            if (int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out int number)
                && number >= least && number <= most)
                return number;
            Note(name, $"is '{PlainText.Excerpt(text)}'; allowed are whole numbers from {least} to {most}", ref fault);
            return 0;
        }

        public bool Flag(int column, string name, ref RowFault? fault)
        {
            string? text = OptionalText(column);
            if (TruthValue.TryParse(text, out bool flag))
                return flag;
            Note(name, $"is '{PlainText.Excerpt(text)}'; allowed are {TruthValue.AllowedWords}", ref fault);
            return false;
        }

        public T Word<T>(int column, string name, Vocabulary<T> vocabulary, ref RowFault? fault)
            where T : struct, Enum
        {
            if (!vocabulary.TryParse(OptionalText(column), out T value, out string? problem))
                Note(name, problem, ref fault);
            return value;
        }

        public T? Value<T>(int column, string name, TextReading<T> read, ref RowFault? fault)
            where T : class
        {
            if (read(OptionalText(column), out T? value, out string? problem))
                return value;
            Note(name, problem, ref fault);
            return null;
        }

        // The first fault of a domain is the one told: the others show when it is mended.
        private void Note(string name, string problem, ref RowFault? fault) =>
            fault ??= new RowFault(table, Id, name, problem);
    }
}
