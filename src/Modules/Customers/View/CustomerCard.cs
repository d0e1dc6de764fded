namespace Guanxi.Customers;

/// <summary>A card that a module puts on the customer's page. Registered in the module's <c>Add</c> as a singleton.</summary>
/// <param name="Component">A Razor component with a parameter <c>CustomerId</c> of type <c>Id&lt;Customer&gt;</c>.</param>
/// <param name="Place">Where it stands.</param>
/// <param name="Order">Lower comes first.</param>
/// <param name="Right">Who sees it.</param>
public sealed record CustomerCard(Type Component, CardPlace Place, int Order, string Right);

public enum CardPlace
{
    /// <summary>Beside the name in the head that stays: a badge.</summary>
    Head,
    /// <summary>Buttons at the head's end.</summary>
    Actions,
    /// <summary>The right column: value 10, risk 20, policy 30, next step 40.</summary>
    Aside,
    /// <summary>Below the facts in the left column.</summary>
    Facts,
    /// <summary>Above the timeline: a short form to log a contact.</summary>
    Timeline,
}
