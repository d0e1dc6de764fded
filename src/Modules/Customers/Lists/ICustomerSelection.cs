using Microsoft.Extensions.Primitives;

namespace Guanxi.Customers;

/// <summary>Says who is on the list that a page shows, so that the customers behind a figure can be kept as a list of their own. One for each page that lists customers.</summary>
public interface ICustomerSelection
{
    /// <summary>Path of the page: <c>/value/customers</c>.</summary>
    string Path { get; }

    /// <summary>The right to see the page.</summary>
    string Right { get; }

    /// <summary>Customers on that page within the actor's reach, in its order.</summary>
    /// <param name="words">Of the address.</param>
    /// <param name="most">So many at most.</param>
    Task<SelectedCustomers> Find(IReadOnlyDictionary<string, StringValues> words, Actor actor, int most, CancellationToken ct);
}

/// <summary>Who is on a page.</summary>
/// <param name="Customers">In the page's order, each once.</param>
/// <param name="Right">Without it nobody may be told who they are: that somebody is on a list says what the list says.</param>
public sealed record SelectedCustomers(IReadOnlyList<Id<Customer>> Customers, string Right);
