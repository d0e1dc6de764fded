using System.Collections.Concurrent;
using System.Globalization;
using System.Reflection;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.WebUtilities;

namespace Guanxi.Ui;

/// <summary>What a page reads from its address beyond the path.</summary>
internal static class AddressWords
{
    // The framework reads a query's word as the property's type, and ends the request with a fault where it can't.
    private static readonly ConcurrentDictionary<Type, Dictionary<string, Func<string, bool>>> Read = new();

    /// <summary>The address without the words that the page wants as numbers or truths and that are none.</summary>
    /// <param name="page">The page's type.</param>
    /// <param name="address">Absolute.</param>
    /// <returns>Null where all of it can be read.</returns>
    public static string? WithoutUnreadable(Type page, string address)
    {
        var typed = Read.GetOrAdd(page, Typed);
        var query = QueryHelpers.ParseQuery(new Uri(address).Query);
        var unreadable = query.Where(word => typed.TryGetValue(word.Key, out var reads) && word.Value.Any(v => !string.IsNullOrEmpty(v) && !reads(v))).Select(word => word.Key).ToList();
        if (unreadable.Count == 0) return null;
        foreach (var word in unreadable) query.Remove(word);
        return QueryHelpers.AddQueryString(address.Split('?')[0], query);
    }

    private static Dictionary<string, Func<string, bool>> Typed(Type page) => page.GetProperties(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic)
        .Select(p => (Property: p, Query: p.GetCustomAttribute<SupplyParameterFromQueryAttribute>(), Reads: Reader(Nullable.GetUnderlyingType(p.PropertyType) ?? p.PropertyType)))
        .Where(p => p is { Query: not null, Reads: not null }).ToDictionary(p => p.Query!.Name ?? p.Property.Name, p => p.Reads!, StringComparer.OrdinalIgnoreCase);

    private static Func<string, bool>? Reader(Type type) =>
        type == typeof(int) ? text => int.TryParse(text, NumberStyles.Integer, CultureInfo.InvariantCulture, out _)
        : type == typeof(long) ? text => long.TryParse(text, NumberStyles.Integer, CultureInfo.InvariantCulture, out _)
        : type == typeof(double) ? text => double.TryParse(text, NumberStyles.Float | NumberStyles.AllowThousands, CultureInfo.InvariantCulture, out _)
        : type == typeof(bool) ? text => bool.TryParse(text, out _)
        : null;
}
