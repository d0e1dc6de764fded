using Guanxi.Http;
using Microsoft.Extensions.Primitives;

namespace Guanxi.Customers;

/// <summary>Customers of a page, to be kept as a list: the page's own question, asked for all at once.</summary>
/// <param name="path">Of the page.</param>
/// <param name="right">To see it.</param>
public abstract class CustomersOfPage(string path, string right) : ICustomerSelection
{
    public string Path { get; } = path;
    public string Right { get; } = right;

    /// <inheritdoc/>
    public async Task<SelectedCustomers> Find(IReadOnlyDictionary<string, StringValues> words, Actor actor, int most, CancellationToken ct) =>
        // One may have several warnings, or have been lost twice.
        new([.. (await Ask(word => words.TryGetValue(word, out var said) && !StringValues.IsNullOrEmpty(said) ? said.ToString() : null, actor, most, ct)).Distinct().Take(most)], Right);

    /// <summary>Asks the page's question.</summary>
    /// <param name="word">What the address says under a name; null where it says nothing.</param>
    /// <param name="most">So many rows at most.</param>
    protected abstract Task<IEnumerable<Id<Customer>>> Ask(Func<string, string?> word, Actor actor, int most, CancellationToken ct);

    /// <summary>The member of that name; null for another word.</summary>
    protected static TEnum? Chosen<TEnum>(string? name) where TEnum : struct, Enum => Named<TEnum>.TryParse(name, null, out var named) ? named.Value : null;
}
