using System.Buffers.Text;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Guanxi.Customers;
using Guanxi.Exchange.Reading;

namespace Guanxi.Exchange.Records;

/// <summary>Numbers for rows whose record had none: made of what the row says, so that the same file loaded again is recognised.</summary>
internal sealed class RowNumbers
{
    private readonly Dictionary<string, int> seen = new(StringComparer.Ordinal);

    /// <summary>Rows that say the same are told apart by which of them it is: two customers may tick the same boxes on one day.</summary>
    public string Of(CustomerWords? words, IEnumerable<string> values)
    {
        var text = string.Join('\u001f', values.Prepend(words?.Key ?? "").Select(value => value.Trim()));
        var hash = Base64Url.EncodeToString(SHA256.HashData(Encoding.UTF8.GetBytes(text)).AsSpan(0, 18));
        var which = seen[hash] = seen.GetValueOrDefault(hash) + 1;
        return string.Create(CultureInfo.InvariantCulture, $"{RecordRow.MadeUp}{hash}.{which}");
    }
}
