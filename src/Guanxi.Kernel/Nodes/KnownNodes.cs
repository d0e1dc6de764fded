using System.Linq.Expressions;
using Guanxi.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Guanxi.Nodes;

/// <summary>The nodes that work on the database, as modules see them. On SQLite none is entered.</summary>
public static class KnownNodes
{
    /// <summary>What people call a node; null where none has this number, or its node was not seen for so long that it was forgotten.</summary>
    public static Task<string?> NameOfNode(this GuanxiDb db, int number, CancellationToken ct) =>
        db.Set<NodeEntry>().AsNoTracking().Where(n => n.Number == number).Select(n => n.Name).FirstOrDefaultAsync(ct);

    /// <summary>Rows that go when their node is forgotten.</summary>
    public static void OfNode<T>(this EntityTypeBuilder<T> rows, Expression<Func<T, object?>> number) where T : class =>
        rows.HasOne<NodeEntry>().WithMany().HasForeignKey(number).OnDelete(DeleteBehavior.Cascade);
}
