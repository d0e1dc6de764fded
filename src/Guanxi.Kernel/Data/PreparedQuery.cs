using System.Linq.Expressions;
using System.Runtime.CompilerServices;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;

namespace Guanxi.Data;

/// <summary>
/// Queries that are put together once and for all, for what the busiest pages ask: building the expression and looking it up costs more than a row by its key does.
/// Kept in a static field; what changes from call to call comes as an argument.
/// </summary>
/// <remarks>Compiled queries belong to a model, and a process may have several: two databases side by side in a test.</remarks>
public static class PreparedQuery
{
    /// <summary>One row, or one figure.</summary>
    public static PreparedQuery<T, TResult> One<T, TResult>(Expression<Func<GuanxiDb, T, CancellationToken, TResult>> query) =>
        new(() => EF.CompileAsyncQuery(query));

    /// <inheritdoc cref="One{T,TResult}"/>
    public static PreparedQuery<T1, T2, TResult> One<T1, T2, TResult>(Expression<Func<GuanxiDb, T1, T2, CancellationToken, TResult>> query) =>
        new(() => EF.CompileAsyncQuery(query));

    /// <summary>All rows.</summary>
    public static PreparedQuery<T, List<TRow>> List<T, TRow>(Expression<Func<GuanxiDb, T, IQueryable<TRow>>> query) => new(() =>
    {
        var rows = EF.CompileAsyncQuery(query);
        return (db, of, ct) => rows(db, of).ToListAsync(ct).AsTask();
    });

    /// <inheritdoc cref="List{T,TRow}"/>
    public static PreparedQuery<T1, T2, List<TRow>> List<T1, T2, TRow>(Expression<Func<GuanxiDb, T1, T2, IQueryable<TRow>>> query) => new(() =>
    {
        var rows = EF.CompileAsyncQuery(query);
        return (db, of, and, ct) => rows(db, of, and).ToListAsync(ct).AsTask();
    });
}

/// <summary>A query with one argument.</summary>
public sealed class PreparedQuery<T, TResult>
{
    private readonly ConditionalWeakTable<IModel, Func<GuanxiDb, T, CancellationToken, Task<TResult>>> compiled = [];
    private readonly ConditionalWeakTable<IModel, Func<GuanxiDb, T, CancellationToken, Task<TResult>>>.CreateValueCallback compile;

    internal PreparedQuery(Func<Func<GuanxiDb, T, CancellationToken, Task<TResult>>> compile) => this.compile = _ => compile();

    public Task<TResult> Run(GuanxiDb db, T of, CancellationToken ct) => compiled.GetValue(db.Model, compile)(db, of, ct);
}

/// <summary>A query with two arguments.</summary>
public sealed class PreparedQuery<T1, T2, TResult>
{
    private readonly ConditionalWeakTable<IModel, Func<GuanxiDb, T1, T2, CancellationToken, Task<TResult>>> compiled = [];
    private readonly ConditionalWeakTable<IModel, Func<GuanxiDb, T1, T2, CancellationToken, Task<TResult>>>.CreateValueCallback compile;

    internal PreparedQuery(Func<Func<GuanxiDb, T1, T2, CancellationToken, Task<TResult>>> compile) => this.compile = _ => compile();

    public Task<TResult> Run(GuanxiDb db, T1 of, T2 and, CancellationToken ct) => compiled.GetValue(db.Model, compile)(db, of, and, ct);
}
