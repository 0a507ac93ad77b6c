using Acme.Vets;
using Example.Pets;
using TencentCloud.Tcsas;

IEnumerable<string> methods = typeof(ITcsasClient).GetMethods().Concat(typeof(IPetsClient).GetMethods()).Concat(typeof(IVetsClient).GetMethods()).Select(method => method.Name).Distinct();
Console.WriteLine(string.Join(' ', methods.Order(StringComparer.Ordinal)));
