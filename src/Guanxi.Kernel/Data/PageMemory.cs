using System.Collections.Concurrent;

namespace Guanxi.Data;

/// <summary>What the questions of one page have read already. A customer's page is a dozen cards, each with its own question and its own context: all of them ask who may see the customer, for the same settings, the same standing.</summary>
/// <remarks>Lives as long as one GET request and is seen by questions alone: what writes reads for itself.</remarks>
public sealed class PageMemory
{
    private readonly ConcurrentDictionary<object, Lazy<Task<object?>>> kept = [];

    /// <summary>What was read under this key, or what is read now.</summary>
    internal async Task<T> Once<T>(object key, Func<Task<T>> read) => (T)(await kept.GetOrAdd(key, _ => new(async () => await read())).Value)!;
}

/// <summary>Reads that the cards of one page share.</summary>
public static class PageMemoryExtensions
{
    /// <summary>Whether other questions of the same page may want what this one reads.</summary>
    public static bool Shares(this GuanxiDb db) => db.Memory is not null;

    /// <summary>Reads, or remembers what another question of the same page read under this key. What is shared is not to be changed.</summary>
    /// <param name="key">A value with equality, e.g. a tuple, whose first part no other reader uses.</param>
    public static Task<T> Once<T>(this GuanxiDb db, object key, Func<Task<T>> read) => db.Memory is { } memory ? memory.Once(key, read) : read();
}
