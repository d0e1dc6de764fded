namespace Guanxi.Exchange.Reading;

/// <summary>What a row says about its customer. Two rows mean the same customer when their keys are equal.</summary>
internal sealed record CustomerWords(string? Code, string? Name, string? Phone, string? Email, CustomerPlace? Place = null)
{
    /// <summary>The surest mark that the row has: the code, else the phone, the e-mail, the name.</summary>
    public string Key { get; } =
        Code is not null ? "c" + Code
        : Phone is not null ? "p" + Phone
        : Email is not null ? "e" + Email.ToUpperInvariant()
        : "n" + Name;

    /// <summary>These words, and where they say nothing, the other's.</summary>
    public CustomerWords With(CustomerWords more) =>
        ReferenceEquals(this, more) || ((Code ?? more.Code) == Code && (Name ?? more.Name) == Name && (Phone ?? more.Phone) == Phone && (Email ?? more.Email) == Email && (Place ?? more.Place) == Place)
            ? this : new(Code ?? more.Code, Name ?? more.Name, Phone ?? more.Phone, Email ?? more.Email, Place ?? more.Place);

    /// <summary>The two can't be one customer: the surest mark that both have differs.</summary>
    public bool Contradicts(CustomerWords other)
    {
        if (ReferenceEquals(this, other)) return false;
        if (Code is not null && other.Code is not null) return Code != other.Code;
        if (Phone is not null && other.Phone is not null) return Phone != other.Phone;
        if (Email is not null && other.Email is not null) return !string.Equals(Email, other.Email, StringComparison.OrdinalIgnoreCase);
        return Name is not null && other.Name is not null && Name != other.Name;
    }
}

/// <summary>Where the customer is. No mark to know one by: people move, and neighbours share a street.</summary>
internal sealed record CustomerPlace(string? Province, string? City, string? Address);
