using System.Collections.Immutable;
using System.Data.Common;
using Automua.Core.Model;
using Automua.Core.Storage;

namespace Automua.Functions.Storage.Sql;

/// <summary>The servers of the owner that is looked up, with their rows' numbers: others may share them.</summary>
internal sealed class ServerRows
{
    private readonly List<(long Id, MailServer Server)> _mail = [];
    private readonly List<(long Id, DavServer Server)> _dav = [];

    /// <summary>The mail servers, in the order stored.</summary>
    public ImmutableArray<MailServer> Mail => [.. _mail.Select(row => row.Server)];

    /// <summary>The DAV servers, in the order stored.</summary>
    public ImmutableArray<DavServer> Dav => [.. _dav.Select(row => row.Server)];

    /// <summary>Reads a mail server of the owner.</summary>
    public void ReadMail(DbDataReader row, int first, ref RowFault? fault)
    {
        if (RowReader.ReadMailServer(row, first, ref fault) is { } server)
            _mail.Add((row.Number(first), server));
    }

    /// <summary>Reads a DAV server of the owner.</summary>
    public void ReadDav(DbDataReader row, int first, ref RowFault? fault)
    {
        if (RowReader.ReadDavServer(row, first, ref fault) is { } server)
            _dav.Add((row.Number(first), server));
    }

    /// <summary>Whether a row is, or says the same as, the mail server at a place.</summary>
    public bool IsMailAt(int place, DbDataReader row, int first)
    {
        RowFault? fault = null;
        return place < _mail.Count
            && (_mail[place].Id == row.Number(first) || _mail[place].Server.Equals(RowReader.ReadMailServer(row, first, ref fault)));
    }

    /// <summary>Whether a row is, or says the same as, the DAV server at a place.</summary>
    public bool IsDavAt(int place, DbDataReader row, int first)
    {
        RowFault? fault = null;
        return place < _dav.Count
            && (_dav[place].Id == row.Number(first) || _dav[place].Server.Equals(RowReader.ReadDavServer(row, first, ref fault)));
    }

    /// <summary>Whether the owner has so many servers.</summary>
    public bool Are(int mail, int dav) => _mail.Count == mail && _dav.Count == dav;
}
