namespace Guanxi.Exchange.Reading;

/// <summary>A place in a short text that moves forward.</summary>
internal ref struct TextScan(ReadOnlySpan<char> text)
{
    private ReadOnlySpan<char> rest = text;

    public readonly bool AtEnd => rest.IsEmpty;

    /// <summary>NUL at the end.</summary>
    public readonly char Next => rest.IsEmpty ? '\0' : rest[0];

    public bool Take(char sign)
    {
        if (rest.IsEmpty || rest[0] != sign) return false;
        rest = rest[1..];
        return true;
    }

    public bool Take(string word)
    {
        if (!rest.StartsWith(word, StringComparison.OrdinalIgnoreCase)) return false;
        rest = rest[word.Length..];
        return true;
    }

    public bool Blanks()
    {
        var before = rest.Length;
        rest = rest.TrimStart(' ');
        return rest.Length < before;
    }

    /// <returns>How many; more than 18 are no number.</returns>
    public int Digits(out long number)
    {
        number = 0;
        var count = 0;
        while (count < rest.Length && count < 19 && char.IsAsciiDigit(rest[count])) number = number * 10 + rest[count++] - '0';
        rest = rest[count..];
        return count;
    }

    public ReadOnlySpan<char> Letters()
    {
        var count = 0;
        while (count < rest.Length && char.IsAsciiLetter(rest[count])) count++;
        var letters = rest[..count];
        rest = rest[count..];
        return letters;
    }
}
