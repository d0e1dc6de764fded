using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using Guanxi.Data;
using Microsoft.EntityFrameworkCore;

namespace Guanxi.Service;

/// <summary>Keeps a row for oneself until the transaction ends, where others write at the same time: whoever comes second waits, and sees what the first one did.</summary>
internal static class RowHolding
{
    /// <param name="rows">Table with the alias <c>r</c>, and which row; ids alone come into it.</param>
    /// <returns>False where no row is like that any more.</returns>
    [SuppressMessage("Security", "EF1002", Justification = "Only ids are put in.")]
    public static async Task<bool> Hold(this GuanxiDb db, IDatabase database, FormattableString rows, CancellationToken ct) =>
        (await db.Database.SqlQueryRaw<long>($"SELECT r.id AS \"Value\" FROM {rows.ToString(CultureInfo.InvariantCulture)}{database.Holding}").ToListAsync(ct)).Count > 0;
}
