using System.Data.Common;
using Automua.Core.Model;

namespace Automua.Functions.Storage.Sql;

/// <summary>Another domain of the provider whose domain is looked up: whether it has the same servers shows row by row.</summary>
/// <param name="id">Its number.</param>
/// <param name="name">Its name, as it is stored.</param>
/// <param name="servers">The servers of the domain that is looked up.</param>
internal sealed class Sibling(long id, string? name, ServerRows servers)
{
    private int _mail;
    private int _dav;
    private bool _differs;

    /// <summary>Its number.</summary>
    public long Id => id;

    /// <summary>Its name, when it has the same servers and a name that is one.</summary>
    public DomainName? SameName =>
        !_differs && servers.Are(_mail, _dav) && DomainName.TryParse(name, out DomainName? parsed, out _) ? parsed : null;

    /// <summary>Reads a mail server of it; a row without one says that it has none.</summary>
    public void ReadMail(DbDataReader row, int first)
    {
        if (!row.IsDBNull(first))
            _differs |= !servers.IsMailAt(_mail++, row, first);
    }

    /// <summary>Reads a DAV server of it.</summary>
    public void ReadDav(DbDataReader row, int first) => _differs |= !servers.IsDavAt(_dav++, row, first);
}
