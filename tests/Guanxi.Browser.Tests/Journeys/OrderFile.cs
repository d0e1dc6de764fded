using System.Globalization;
using System.Text;

namespace Guanxi.Browser.Tests.Journeys;

/// <summary>A shop's own file of orders, as people have them: headers in their language, a Chinese one in the encoding of a Chinese Excel, dates that could be two days, and two rows that are wrong.</summary>
internal sealed record OrderFile(string Name, byte[] Content, int Orders, string SomeCustomer)
{
    private const int Customers = 60;
    private const string WrongDate = "2026-13-45", WrongPrice = "38,0,0x";

    public static OrderFile For(string language)
    {
        Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
        var chinese = language == "zh-CN";
        var text = new StringBuilder(chinese ? "客户编号,客户姓名,手机,订单号,下单日期,商品名称,数量,单价\r\n" : "Customer number,Name,Phone,Order number,Order date,Product,Quantity,Unit price\r\n");
        var today = DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().Date);
        var number = 0;
        for (var customer = 0; customer < Customers; customer++)
        {
            // Everyone at an own rhythm; every third one stayed away for the last year.
            var every = 25 + (customer * 7 % 90);
            var last = today.AddDays(customer % 3 == 0 ? -360 : -(customer % 20));
            for (var day = today.AddDays(-720 + (customer * 5 % 200)); day <= last; day = day.AddDays(every))
            {
                text.Append(CultureInfo.InvariantCulture, $"C{customer:000},{NameOf(customer, chinese)},1380000{customer:0000},{1000 + ++number},{Written(day, chinese)},{(chinese ? "龙井茶" : "Green tea")},{1 + (customer % 3)},{38 + (customer % 5)}.50\r\n");
            }
        }
        text.Append(CultureInfo.InvariantCulture, $"C001,{NameOf(1, chinese)},13800000001,A1,{WrongDate},{(chinese ? "红茶" : "Black tea")},1,38.00\r\n");
        text.Append(CultureInfo.InvariantCulture, $"C002,{NameOf(2, chinese)},13800000002,A2,{Written(today, chinese)},{(chinese ? "红茶" : "Black tea")},1,\"{WrongPrice}\"\r\n");
        return new(chinese ? "订单.csv" : "orders.csv", (chinese ? Encoding.GetEncoding("GB18030") : Encoding.UTF8).GetBytes(text.ToString()), number + 2, NameOf(1, chinese));
    }

    /// <summary>What the wrong values should have been.</summary>
    public static string Right(string wrong, string language) => wrong switch
    {
        WrongDate => language == "zh-CN" ? "2026-01-05" : "05/01/2026",
        WrongPrice => "38.00",
        _ => throw new ArgumentOutOfRangeException(nameof(wrong), wrong, "is not wrong in this file"),
    };

    // No day after the 12th in the English file: nothing in it says whether day or month comes first.
    private static string Written(DateOnly day, bool chinese) => chinese
        ? day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)
        : new DateOnly(day.Year, day.Month, 1 + ((day.Day - 1) % 12)).ToString("dd/MM/yyyy", CultureInfo.InvariantCulture);

    private static string NameOf(int customer, bool chinese) => chinese
        ? $"{"王李张刘陈杨赵黄周吴"[customer % 10]}{"伟芳娜敏静丽"[customer / 10]}"
        : $"{new[] { "Smith", "Jones", "Taylor", "Brown", "Wilson", "Evans", "Walker", "White", "Green", "Hall" }[customer % 10]} {"ABCDEF"[customer / 10]}.";
}
