using System.Collections.Frozen;

namespace Guanxi.Customers.Search;

/// <summary>The parts of an e-mail address that tell one customer from another: what stands before the @ and the firm's own domain, not that of a public mail box.</summary>
internal static class EmailParts
{
    private static readonly FrozenSet<string> PublicBoxes = new[]
    {
        "qq", "163", "126", "139", "189", "foxmail", "sina", "sohu", "aliyun", "gmail", "googlemail", "outlook", "hotmail", "live", "msn", "yahoo", "icloud", "me",
        "mac", "aol", "gmx", "web", "proton", "protonmail", "yandex", "mail", "example",
    }.ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    public static (string Local, IReadOnlyList<string> Labels) Of(string email)
    {
        var at = email.LastIndexOf('@');
        return at < 0 ? (email, []) : (email[..at], Labels(email[(at + 1)..]));
    }

    /// <summary>The labels of a domain that tell something: not the last one (.com, .cn), and not those of public boxes.</summary>
    public static IReadOnlyList<string> Labels(string domain)
    {
        var labels = domain.Split('.', StringSplitOptions.RemoveEmptyEntries);
        return [.. labels.Take(Math.Max(labels.Length - 1, domain.Contains('.') ? 0 : 1)).Where(label => !PublicBoxes.Contains(label))];
    }

    /// <summary>Whether these letters could still become the name of a public box.</summary>
    public static bool MayBePublic(string typed) => PublicBoxes.Any(box => box.StartsWith(typed, StringComparison.OrdinalIgnoreCase));
}
