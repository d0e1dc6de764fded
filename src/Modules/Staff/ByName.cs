using System.Globalization;

namespace Guanxi.Staff;

/// <summary>Names in the order of their reading: 陈 before 王 as by pinyin, Latin ones by letter. Databases sort by code point, which nobody can follow.</summary>
public static class ByName
{
    public static IComparer<string> Order { get; } = StringComparer.Create(CultureInfo.GetCultureInfo("zh-CN"), ignoreCase: true);
}
