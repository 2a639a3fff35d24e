using System.Data.Common;
using Automua.Core.Storage;

namespace Automua.Functions.Storage.Sql;

/// <summary>Reads a value of the model from columns of a row.</summary>
/// <typeparam name="T">The value.</typeparam>
/// <param name="row">The row.</param>
/// <param name="first">The ordinal of the first of the columns.</param>
/// <param name="fault">What is wrong; one that was found before is kept.</param>
/// <returns>The value; null when there is a fault.</returns>
internal delegate T? RowReading<T>(DbDataReader row, int first, ref RowFault? fault)
    where T : class;
